type grant = {
  @description('Object id of the user, group or application.')
  principalId: string

  principalType: 'User' | 'Group' | 'ServicePrincipal'
  role: 'reader' | 'officer' | 'admin'
}

param location string = resourceGroup().location

@minLength(3)
@maxLength(24)
param vaultName string = 'kv-${take(uniqueString(resourceGroup().id), 13)}'

@allowed([
  'standard'
  'premium'
])
param sku string = 'standard'

@description('Who may do what.')
param grants grant[] = []

param allowedAddresses string[] = []
param keys string[] = [
  'storage'
  'disks'
]

@description('Secrets by name.')
@secure()
param secrets object

@secure()
param databasePassword string

param now string = utcNow('u')
param workspaceId string = ''
param subnetId string = ''
param zoneResourceGroup string = resourceGroup().name
param purgeProtection bool = true
param tags object = {}

var roleIds = {
  reader: '4633458b-17de-408a-b874-0445c86b69e6'
  officer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  admin: '00482a5a-887f-4fb3-b363-3b7fe8e74483'
}
var isPrivate = subnetId != ''
var expires = dateTimeToEpoch(dateTimeAdd(now, 'P1Y'))

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: sku
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: purgeProtection ? true : null
    enabledForTemplateDeployment: true
    enabledForDiskEncryption: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: empty(allowedAddresses) ? 'Allow' : 'Deny'
      ipRules: [
        for address in allowedAddresses: {
          value: address
        }
      ]
    }
  }
}

resource vaultKeys 'Microsoft.KeyVault/vaults/keys@2026-05-15' = [
  for key in keys: {
    parent: vault
    name: key
    properties: {
      kty: 'RSA'
      keySize: 3072
      keyOps: [
        'wrapKey'
        'unwrapKey'
      ]
      rotationPolicy: {
        attributes: {
          expiryTime: 'P2Y'
        }
        lifetimeActions: [
          {
            trigger: {
              timeBeforeExpiry: 'P30D'
            }
            action: {
              type: 'rotate'
            }
          }
        ]
      }
    }
  }
]

resource apiKey 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'api-key'
  properties: {
    value: secrets.apiKey
    attributes: {
      exp: expires
    }
    contentType: 'key'
  }
}

resource password 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'database-password'
  properties: {
    value: databasePassword
    attributes: {
      exp: expires
    }
  }
}

resource vaultGrants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    name: guid(vault.id, grant.principalId, roleIds[grant.role])
    scope: vault
    properties: {
      principalId: grant.principalId
      principalType: grant.principalType
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[grant.role])
    }
  }
]

resource vaultLock 'Microsoft.Authorization/locks@2020-05-01' = if (purgeProtection) {
  name: 'keep'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Holds keys of data.'
  }
}

resource vaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (workspaceId != '') {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        enabled: true
        categoryGroup: 'audit'
      }
    ]
    metrics: [
      {
        enabled: true
        category: 'AllMetrics'
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.vaultcore.azure.net'
  scope: resourceGroup(zoneResourceGroup)
}

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = if (isPrivate) {
  name: 'pe-${vaultName}'
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: 'vault'
        properties: {
          privateLinkServiceId: vault.id
          groupIds: [
            'vault'
          ]
        }
      }
    ]
  }
}

resource endpointZone 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = if (isPrivate) {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'vault'
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}

module database 'database.bicep' = {
  params: {
    name: 'sql-${vaultName}'
    location: location
    password: vault.getSecret('database-password')
  }
  dependsOn: [
    password
  ]
}

output vaultUri string = vault.properties.vaultUri
output keyUris string[] = [for (key, i) in keys: vaultKeys[i].properties.keyUriWithVersion]
output databaseHost string = database.outputs.host
output endpointId string = endpoint.id
