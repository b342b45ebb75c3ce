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
  criticality: 'high'
}

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Runs of workflows that are trusted.')
var githubSubjects = [
  { name: 'github-staging', subject: 'repo:contoso/portal:environment:staging' }
  { name: 'github-production', subject: 'repo:contoso/portal:environment:production' }
]

@description('Runs of workflows that are trusted.')
var previewSubjects = [
  { name: 'github-staging-preview', subject: 'repo:contoso/portal:environment:staging-preview' }
  { name: 'github-production-preview', subject: 'repo:contoso/portal:environment:production-preview' }
]

@description('Address space of the network.')
var networkPrefix = '10.40.0.0/20'

@description('Name of the database server.')
var postgresName = 'psql-${namePrefix}-${nameToken}'

@description('Models, deployed one after the other.')
var models = [
  { name: 'gpt-4o', version: '2024-11-20', capacity: 30 }
  { name: 'text-embedding-3-large', version: '1', capacity: 50 }
]

@description('Private DNS zones of the services.')
var zoneNames = [
  'privatelink${environment().suffixes.acrLoginServer}'
  'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.redis.azure.net'
  'privatelink.${location}.azurecontainerapps.io'
  'privatelink.openai.azure.com'
  'privatelink.search.windows.net'
]

@description('Services with a private endpoint, each with its zone.')
var privateServices = [
  { name: 'registry', resourceId: registry.id, groupId: 'registry' }
  { name: 'vault', resourceId: vault.id, groupId: 'vault' }
  { name: 'storage', resourceId: storage.id, groupId: 'blob' }
  { name: 'redis', resourceId: redis.id, groupId: 'redisEnterprise' }
  { name: 'environment', resourceId: managedEnvironment.id, groupId: 'managedEnvironments' }
  { name: 'openai', resourceId: openAi.id, groupId: 'account' }
  { name: 'search', resourceId: search.id, groupId: 'searchService' }
]

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

@description('Definition of the role Monitoring Metrics Publisher.')
var monitoringMetricsPublisherRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

@description('Definition of the role Cognitive Services OpenAI User.')
var cognitiveServicesOpenAIUserRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
)

@description('Definition of the role Search Index Data Reader.')
var searchIndexDataReaderRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '1407120a-92aa-4202-b7e9-c0e197c71c8f'
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
    retentionInDays: 90
    sku: {
      name: 'PerGB2018'
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource sentinel 'Microsoft.SecurityInsights/onboardingStates@2025-09-01' = {
  name: 'default'
  scope: workspace
  properties: {
    customerManagedKey: false
  }
}

resource telemetry 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${namePrefix}'
  location: location
  kind: 'web'
  tags: tags
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
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

resource networkRules 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: 'nsg-${namePrefix}'
  location: location
  tags: tags
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${namePrefix}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        networkPrefix
      ]
    }
    subnets: [
      {
        name: 'environment'
        properties: {
          addressPrefix: cidrSubnet(networkPrefix, 24, 0)
          networkSecurityGroup: {
            id: networkRules.id
          }
          delegations: [
            {
              name: 'environment'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(networkPrefix, 24, 1)
          networkSecurityGroup: {
            id: networkRules.id
          }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: cidrSubnet(networkPrefix, 24, 2)
          networkSecurityGroup: {
            id: networkRules.id
          }
          delegations: [
            {
              name: 'database'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
    ]
  }

  resource environmentSubnet 'subnets' existing = {
    name: 'environment'
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }

  resource databaseSubnet 'subnets' existing = {
    name: 'database'
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'cr${namePrefix}${nameToken}'
  location: location
  sku: {
    name: 'Premium'
  }
  tags: tags
  properties: {
    anonymousPullEnabled: false
    adminUserEnabled: false
    roleAssignmentMode: 'LegacyRegistryPermissions'
    dataEndpointEnabled: true
    publicNetworkAccess: 'Disabled'
    networkRuleBypassOptions: 'AzureServices'
    zoneRedundancy: 'Enabled'
    policies: {
      exportPolicy: { status: 'disabled' }
      retentionPolicy: { status: 'enabled', days: 30 }
    }
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
    publicNetworkAccess: 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' }
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
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
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

resource databaseZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '${postgresName}.private.postgres.database.azure.com'
  location: 'global'
  tags: tags
}

resource databaseZoneLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: databaseZone
  name: 'link-${namePrefix}'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: network.id
    }
  }
}

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2026-10-01' = {
  name: postgresName
  location: location
  tags: tags
  sku: { name: 'Standard_D4ds_v5', tier: 'GeneralPurpose' }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    storage: { storageSizeGB: 128, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 35, geoRedundantBackup: 'Enabled' }
    highAvailability: { mode: 'ZoneRedundant' }
    network: {
      delegatedSubnetResourceId: network::databaseSubnet.id
      privateDnsZoneArmResourceId: databaseZone.id
    }
  }
  dependsOn: [
    databaseZoneLink
  ]
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2026-10-01' = {
  parent: postgres
  name: 'backstage'
}

resource databaseTls 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2026-10-01' = {
  parent: postgres
  name: 'ssl_min_protocol_version'
  properties: {
    value: 'TLSv1.2'
    source: 'user-override'
  }
  dependsOn: [
    database
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

resource redis 'Microsoft.Cache/redisEnterprise@2026-09-01' = {
  name: 'redis-${namePrefix}-${nameToken}'
  location: location
  sku: { name: 'Balanced_B1' }
  tags: tags
  properties: {
    publicNetworkAccess: 'Disabled'
    highAvailability: 'Enabled'
    minimumTlsVersion: '1.2'
  }
}

resource redisDatabase 'Microsoft.Cache/redisEnterprise/databases@2026-09-01' = {
  parent: redis
  name: 'default'
  properties: {
    clientProtocol: 'Encrypted'
    port: 10000
    clusteringPolicy: 'EnterpriseCluster'
    evictionPolicy: 'VolatileLRU'
    accessKeysAuthentication: 'Enabled'
  }
}

resource cacheSecret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'cache-connection'
  tags: tags
  properties: {
    contentType: 'text/plain'
    value: 'rediss://:${uriComponent(redisDatabase.listKeys().primaryKey)}@${redis.properties.hostName}:${redisDatabase.properties.port}'
    attributes: {
      exp: secretExpiry
    }
  }
}

resource openAi 'Microsoft.CognitiveServices/accounts@2026-09-01' = {
  name: 'oai-${namePrefix}-${nameToken}'
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    customSubDomainName: 'oai-${namePrefix}-${nameToken}'
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' }
  }
}

@batchSize(1)
resource modelDeployments 'Microsoft.CognitiveServices/accounts/deployments@2026-09-01' = [
  for model in models: {
    parent: openAi
    name: model.name
    tags: tags
    sku: { name: 'Standard', capacity: model.capacity }
    properties: {
      model: { format: 'OpenAI', name: model.name, version: model.version }
      versionUpgradeOption: 'OnceCurrentVersionExpired'
    }
  }
]

resource search 'Microsoft.Search/searchServices@2026-11-01' = {
  name: 'srch-${namePrefix}-${nameToken}'
  location: location
  tags: tags
  sku: {
    name: 'basic'
  }
  properties: {
    replicaCount: 3
    partitionCount: 1
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
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
    publicNetworkAccess: 'Disabled'
    vnetConfiguration: {
      internal: true
      infrastructureSubnetId: network::environmentSubnet.id
    }
    zoneRedundant: true
    peerTrafficConfiguration: {
      encryption: {
        enabled: true
      }
    }
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
      { name: 'portal', workloadProfileType: 'D4', minimumCount: 3, maximumCount: 10 }
    ]
  }
}

resource privateZones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for name in zoneNames: {
    name: name
    location: 'global'
    tags: tags
  }
]

resource privateZoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (name, i) in zoneNames: {
    parent: privateZones[i]
    name: 'link-${namePrefix}'
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2026-03-01' = [
  for service in privateServices: {
    name: 'pe-${namePrefix}-${service.name}'
    location: location
    tags: tags
    properties: {
      customNetworkInterfaceName: 'nic-${namePrefix}-${service.name}'
      subnet: {
        id: network::endpointSubnet.id
      }
      privateLinkServiceConnections: [
        {
          name: service.name
          properties: {
            privateLinkServiceId: service.resourceId
            groupIds: [
              service.groupId
            ]
          }
        }
      ]
    }
  }
]

resource privateZoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [
  for (service, i) in privateServices: {
    parent: privateEndpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service.name
          properties: {
            privateDnsZoneId: privateZones[i].id
          }
        }
      ]
    }
  }
]

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

resource portalPublishesMetrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(telemetry.id, portalIdentity.id, monitoringMetricsPublisherRoleId)
  scope: telemetry
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: monitoringMetricsPublisherRoleId
  }
}

resource portalUsesModels 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(openAi.id, portalIdentity.id, cognitiveServicesOpenAIUserRoleId)
  scope: openAi
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: cognitiveServicesOpenAIUserRoleId
  }
}

resource portalReadsIndex 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(search.id, portalIdentity.id, searchIndexDataReaderRoleId)
  scope: search
  properties: {
    principalId: portalIdentity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: searchIndexDataReaderRoleId
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

resource portalReadsCacheSecret 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(cacheSecret.id, portalIdentity.id, keyVaultSecretsUserRoleId)
  scope: cacheSecret
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

resource frontDoor 'Microsoft.Cdn/profiles@2026-10-01' = {
  name: 'afd-${namePrefix}'
  location: 'global'
  sku: {
    name: 'Premium_AzureFrontDoor'
  }
  tags: tags
  properties: {
    originResponseTimeoutSeconds: 240
  }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2026-10-01' = {
  parent: frontDoor
  name: 'fde-${namePrefix}'
  location: 'global'
  tags: tags
  properties: {
    enabledState: 'Enabled'
    autoGeneratedDomainNameLabelScope: 'ResourceGroupReuse'
  }
}

resource domain 'Microsoft.Cdn/profiles/customDomains@2026-10-01' = {
  parent: frontDoor
  name: 'portal-contoso-com'
  properties: {
    hostName: 'portal.contoso.com'
    tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' }
  }
}

resource firewall 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2026-04-01' = {
  name: 'waf${namePrefix}'
  location: 'global'
  tags: tags
  sku: {
    name: 'Premium_AzureFrontDoor'
  }
  properties: {
    policySettings: { enabledState: 'Enabled', mode: 'Prevention', requestBodyCheck: 'Enabled' }
    managedRules: {
      managedRuleSets: [
        {
          ruleSetType: 'Microsoft_DefaultRuleSet'
          ruleSetVersion: '2.1'
          ruleSetAction: 'Block'
          exclusions: [
            {
              matchVariable: 'RequestCookieNames'
              selectorMatchOperator: 'StartsWith'
              selector: 'microsoft-'
            }
          ]
        }
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }
      ]
    }
  }
}

resource firewallAssociation 'Microsoft.Cdn/profiles/securityPolicies@2026-10-01' = {
  parent: frontDoor
  name: 'firewall'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: {
        id: firewall.id
      }
      associations: [
        {
          domains: [
            { id: endpoint.id }
            { id: domain.id }
          ]
          patternsToMatch: [
            '/*'
          ]
        }
      ]
    }
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

resource ruleLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: networkRules
  properties: {
    workspaceId: workspace.id
    logs: allLogs
  }
}

resource networkLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: network
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

resource cacheMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: redis
  properties: {
    workspaceId: workspace.id
    metrics: allMetrics
  }
}

resource cacheLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: redisDatabase
  properties: {
    workspaceId: workspace.id
    logs: allLogs
  }
}

resource modelLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: openAi
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource searchLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: search
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource frontDoorLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: frontDoor
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource vaultLock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: vault
  properties: {
    level: 'CanNotDelete'
    notes: 'Data of the portal.'
  }
}

resource storageLock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: storage
  properties: {
    level: 'CanNotDelete'
    notes: 'Data of the portal.'
  }
}

resource databaseLock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'keep'
  scope: postgres
  properties: {
    level: 'CanNotDelete'
    notes: 'Data of the portal.'
  }
}

@description('Environment whose private endpoint connection of Front Door must be approved.')
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

@description('Host name that a custom domain points to.')
output frontDoorHost string = endpoint.properties.hostName

@description('Value of the TXT record `_dnsauth` that proves the custom domain.')
output domainValidationToken string = domain.properties.validationProperties.validationToken
