param location string

@minLength(2)
@maxLength(15)
param name string

@minValue(30)
@maxValue(730)
param retentionInDays int = 30

param tags object

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: {
    retentionInDays: retentionInDays
  }
}

resource account 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'st${uniqueString(resourceGroup().id, name)}'
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
  tags: tags
  properties: {
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
  }
}

output workspaceId string = workspace.id
output accountName string = account.name
