param location string = resourceGroup().location

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'stfiles${uniqueString(resourceGroup().id)}'
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
  properties: {
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
  }
}

output accountId string = account.id
