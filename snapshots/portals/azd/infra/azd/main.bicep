metadata name = 'Contoso Portal on Azure Container Apps: what it stands on'
metadata description = 'Written from the configuration of the portal; changes belong there.'

@description('Region of all regional resources, as `westeurope`.')
param location string = resourceGroup().location

@description('Prefix of all names: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(9)
param namePrefix string = 'backstage'

@description('Client secret of the Entra app registration: its first value; empty keeps the one in the vault.')
@secure()
param microsoftClientSecret string = ''

@description('Value of the secret `github-token`: its first value; empty keeps the one in the vault.')
@secure()
param githubToken string = ''

@description('Password that the portal signs in to its database with; empty keeps the one that it has.')
@maxLength(128)
@secure()
param postgresPassword string = ''

@description('When the first values of secrets expire, in seconds since 1970.')
@minValue(1750000000)
param secretExpiry int = dateTimeToEpoch(dateTimeAdd(utcNow(), 'P180D'))

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Name of the database server.')
var postgresName = 'psql-${namePrefix}-${nameToken}'

@description('Definition of the role AcrPull.')
var acrPullRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d'
)

@description('Definition of the role Storage Blob Data Reader.')
var storageBlobDataReaderRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
)

@description('Definition of the role Key Vault Secrets User.')
var keyVaultSecretsUserRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

@description('All logs of a resource.')
var allLogs = [{ enabled: true, categoryGroup: 'allLogs' }]

@description('All metrics of a resource.')
var allMetrics = [{ enabled: true, category: 'AllMetrics' }]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${namePrefix}'
  location: location
  properties: {
    retentionInDays: 30
    sku: {
      name: 'PerGB2018'
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource portalIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${namePrefix}'
  location: location
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${namePrefix}${nameToken}'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    anonymousPullEnabled: false
    adminUserEnabled: false
    roleAssignmentMode: 'LegacyRegistryPermissions'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv${namePrefix}${nameToken}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'st${namePrefix}${nameToken}'
  location: location
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' = {
  parent: storage
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 14 }
    containerDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource oldDocuments 'Microsoft.Storage/storageAccounts/managementPolicies@2026-09-01' = {
  parent: storage
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          type: 'Lifecycle'
          definition: {
            actions: {
              version: {
                delete: { daysAfterCreationGreaterThan: 14 }
              }
            }
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    blobs
  ]
}

resource techdocs 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' = {
  parent: blobs
  name: 'techdocs'
  properties: {
    publicAccess: 'None'
  }
}

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2026-10-01' = {
  name: postgresName
  location: location
  sku: { name: 'Standard_B2s', tier: 'Burstable' }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    administratorLogin: 'backstage'
    administratorLoginPassword: empty(postgresPassword) ? null : postgresPassword
    network: { publicNetworkAccess: 'Enabled' }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2026-10-01' = {
  parent: postgres
  name: 'backstage'
}

resource azureServices 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2026-10-01' = {
  parent: postgres
  name: 'azure-services'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
  dependsOn: [
    database
  ]
}

resource databaseTls 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2026-10-01' = {
  parent: postgres
  name: 'ssl_min_protocol_version'
  properties: {
    value: 'TLSv1.2'
    source: 'user-override'
  }
  dependsOn: [
    azureServices
  ]
}

@onlyIfNotExists()
resource signInSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(microsoftClientSecret)) {
  parent: vault
  name: 'auth-microsoft-client-secret'
  properties: {
    contentType: 'text/plain'
    value: microsoftClientSecret
    attributes: {
      exp: secretExpiry
    }
  }
}

resource databaseSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(postgresPassword)) {
  parent: vault
  name: 'postgres-password'
  properties: {
    contentType: 'text/plain'
    value: postgresPassword
    attributes: {
      exp: secretExpiry
    }
  }
  dependsOn: [
    postgres
  ]
}

@onlyIfNotExists()
resource githubTokenSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(githubToken)) {
  parent: vault
  name: 'github-token'
  properties: {
    contentType: 'text/plain'
    value: githubToken
    attributes: {
      exp: secretExpiry
    }
  }
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${namePrefix}'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
  }
}

resource portalPullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, portalIdentity.id, acrPullRoleId)
  scope: registry
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPullRoleId
  }
}

resource portalReadsDocs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(techdocs.id, portalIdentity.id, storageBlobDataReaderRoleId)
  scope: techdocs
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: storageBlobDataReaderRoleId
  }
}

resource portalReadsSignInSecret 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(signInSecret.id, portalIdentity.id, keyVaultSecretsUserRoleId)
  scope: signInSecret
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUserRoleId
  }
}

resource portalReadsDatabaseSecret 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(databaseSecret.id, portalIdentity.id, keyVaultSecretsUserRoleId)
  scope: databaseSecret
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUserRoleId
  }
}

resource portalReadsSecret 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(githubTokenSecret.id, portalIdentity.id, keyVaultSecretsUserRoleId)
  scope: githubTokenSecret
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyVaultSecretsUserRoleId
  }
}

resource environmentLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: managedEnvironment
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource workspaceLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: workspace
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource registryLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: registry
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource vaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource docsLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource databaseLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: postgres
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

@description('Name of the environment that the portal runs in.')
output environmentName string = managedEnvironment.name

@description('Registry that images are built in.')
output registryName string = registry.name

@description('Where images are pushed.')
output registryLoginServer string = registry.properties.loginServer

@description('Vault that holds the secrets.')
output vaultName string = vault.name

@description('Host name of the database server.')
output postgresHost string = postgres.properties.fullyQualifiedDomainName
