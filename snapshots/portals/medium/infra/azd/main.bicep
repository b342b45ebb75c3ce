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

@description('When the first values of secrets expire, in seconds since 1970.')
@minValue(1750000000)
param secretExpiry int = dateTimeToEpoch(dateTimeAdd(utcNow(), 'P180D'))

@description('Tags of all resources.')
var tags = {
  workload: 'backstage'
}

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Runs of workflows that are trusted.')
var githubSubjects = [
  { name: 'github-production', subject: 'repo:contoso/portal:environment:production' }
]

@description('Runs of workflows that are trusted.')
var previewSubjects = [
  { name: 'github-production-preview', subject: 'repo:contoso/portal:environment:production-preview' }
]

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

@description('Definition of the role AcrPush.')
var acrPushRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '8311e382-0749-4cb8-b61a-304f252e45ec'
)

@description('Definition of the role Contributor.')
var contributorRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'b24988ac-6180-42a0-ab88-20f7382dd24c'
)

@description('Definition of the role Reader.')
var readerRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  'acdd72a7-3385-48ef-bd42-f606fba81ae7'
)

@description('Definition of the role Tag Contributor.')
var tagContributorRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4a9ae827-6dc8-4573-8ac7-8239d42aa03f'
)

@description('All logs of a resource.')
var allLogs = [{ enabled: true, categoryGroup: 'allLogs' }]

@description('All metrics of a resource.')
var allMetrics = [{ enabled: true, category: 'AllMetrics' }]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${namePrefix}'
  location: location
  tags: tags
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
  tags: tags
}

resource deployerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${namePrefix}-deployer'
  location: location
  tags: tags
}

@batchSize(1)
resource githubCredentials 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [
  for item in githubSubjects: {
    parent: deployerIdentity
    name: item.name
    properties: {
      audiences: [
        'api://AzureADTokenExchange'
      ]
      issuer: 'https://token.actions.githubusercontent.com'
      subject: item.subject
    }
  }
]

resource previewIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${namePrefix}-preview'
  location: location
  tags: tags
}

@batchSize(1)
resource previewCredentials 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [
  for item in previewSubjects: {
    parent: previewIdentity
    name: item.name
    properties: {
      audiences: [
        'api://AzureADTokenExchange'
      ]
      issuer: 'https://token.actions.githubusercontent.com'
      subject: item.subject
    }
  }
]

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${namePrefix}${nameToken}'
  location: location
  sku: {
    name: 'Standard'
  }
  tags: tags
  properties: {
    anonymousPullEnabled: false
    adminUserEnabled: false
    roleAssignmentMode: 'LegacyRegistryPermissions'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv${namePrefix}${nameToken}'
  location: location
  tags: tags
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
  tags: tags
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
  tags: tags
  sku: { name: 'Standard_B2s', tier: 'Burstable' }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
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

module administrator 'administrator.bicep' = {
  params: {
    serverName: postgres.name
    principalId: portalIdentity.properties.principalId
    principalName: portalIdentity.name
  }
  dependsOn: [
    databaseTls
  ]
}

@onlyIfNotExists()
resource signInSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = if (!empty(microsoftClientSecret)) {
  parent: vault
  name: 'auth-microsoft-client-secret'
  tags: tags
  properties: {
    contentType: 'text/plain'
    value: microsoftClientSecret
    attributes: {
      exp: secretExpiry
    }
  }
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${namePrefix}'
  location: location
  tags: tags
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

resource deployerPushesImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, deployerIdentity.id, acrPushRoleId)
  scope: registry
  properties: {
    principalId: deployerIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: acrPushRoleId
  }
}

resource deployerContributes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, deployerIdentity.id, contributorRoleId)
  properties: {
    principalId: deployerIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: contributorRoleId
  }
}

resource previewReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, previewIdentity.id, readerRoleId)
  properties: {
    principalId: previewIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: readerRoleId
  }
}

resource previewAsks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, previewIdentity.id, tagContributorRoleId)
  properties: {
    principalId: previewIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: tagContributorRoleId
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

@description('Client id for the login step of the workflow.')
output deployerClientId string = deployerIdentity.properties.clientId

@description('Client id for the login step of jobs that only look.')
output previewClientId string = previewIdentity.properties.clientId
