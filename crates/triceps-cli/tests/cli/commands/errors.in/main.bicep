output text string = nmae
