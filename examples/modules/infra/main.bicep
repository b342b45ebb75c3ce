@description('Short name of the platform.')
@minLength(2)
@maxLength(7)
param name string

@description('Who is asked about it.')
param ownerMail string

param redundant bool = true

var suffix = uniqueString(resourceGroup().id)

module identity 'br/public:avm/res/managed-identity/user-assigned-identity:0.6.0' = {
  params: {
    name: 'id-${name}'
  }
}

module logs 'br/public:avm/res/operational-insights/workspace:0.16.1' = {
  params: {
    name: 'log-${name}'
    dataRetention: 30
  }
}

module vault 'br/public:avm/res/key-vault/vault:0.14.0' = {
  name: 'vault-of-${name}'
  params: {
    name: 'kv-${name}-${suffix}'
    roleAssignments: [
      {
        roleDefinitionIdOrName: 'Key Vault Secrets User'
        principalId: identity.outputs.principalId
        principalType: 'ServicePrincipal'
      }
    ]
  }
}

module storage 'br/public:avm/res/storage/storage-account:0.33.0' = {
  params: {
    name: 'st${name}${suffix}'
    skuName: redundant ? 'Standard_ZRS' : 'Standard_LRS'
    diagnosticSettings: [
      {
        workspaceResourceId: logs.outputs.resourceId
      }
    ]
  }
}

module data 'br:contoso.azurecr.io/bicep/data:1.2.3' = {
  params: {
    settings: {
      owner: {
        mail: ownerMail
        costCenter: 4711
      }
      environment: 'prod'
    }
    containers: [
      {
        name: 'reports'
      }
    ]
    tags: {
      platform: name
    }
  }
}

output vaultUri string = vault.outputs.uri
output blobEndpoint string = storage.outputs.primaryBlobEndpoint
output dataId string = data.outputs.id
output dataEndpoint string = data.outputs.account.?primaryEndpoints.?blob ?? ''
