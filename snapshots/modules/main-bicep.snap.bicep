module blue 'modules/network.bicep' = {
  params: {
    prefix: 'blue'
  }
}

module green 'modules/network.bicep' = {
  params: {
    prefix: 'green'
  }
  dependsOn: [
    blue
  ]
}

output subnets string = '${blue.outputs.subnetName}, ${green.outputs.subnetName}'
