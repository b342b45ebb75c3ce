param prefix string

output subnetName string = '${prefix}-subnet'
