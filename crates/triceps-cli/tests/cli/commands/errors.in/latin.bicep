var name = 'café'
