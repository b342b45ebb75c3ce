param names string[]

@minValue(1)
@maxValue(9)
param count int

param hardened bool = false

var label = 'it\'s ${count} of \${count}: \\🦀'
var half = (count + 1) / 2

resource locks 'Microsoft.Authorization/locks@2020-05-01' = [
  for (name, i) in names: {
    name: '${name}-${i}'
    properties: {
      level: 'CanNotDelete'
      notes: label
    }
  }
]

resource spare 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (hardened) {
  name: 'spare'
  location: resourceGroup().location
}

@description('The locks in order.')
output ids string[] = [for (name, i) in names: locks[i].id]

output spareId string = spare.?properties.principalId ?? 'none'
output upper array = map(names, name => toUpper(name))
output half int = half
