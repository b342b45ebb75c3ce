metadata name = 'Contoso Portal on Azure Container Apps'
metadata description = 'Written from the configuration of the portal; changes belong there.'

@description('Region of all regional resources, as `westeurope`.')
param location string = resourceGroup().location

@description('Prefix of all names: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(9)
param namePrefix string = 'backstage'

@description('Which environment it is: part of the names.')
@allowed([
  'staging'
  'production'
])
param environmentName string

@description('Portal image with tag or digest; empty runs a public placeholder until the image exists.')
@maxLength(512)
param image string = ''

@description('Application (client) id of the Entra app registration.')
@minLength(36)
@maxLength(36)
param microsoftClientId string

@description('Directory (tenant) id of the Entra app registration.')
@minLength(36)
@maxLength(36)
param microsoftTenantId string = tenant().tenantId

@description('Client secret of the Entra app registration: its first value; empty keeps the one in the vault.')
@secure()
param microsoftClientSecret string = ''

@description('When the first values of secrets expire, in seconds since 1970.')
@minValue(1750000000)
param secretExpiry int = dateTimeToEpoch(dateTimeAdd(utcNow(), 'P180D'))

@description('vCPU of one replica.')
param cpu int = 2

@description('GiB of memory of one replica.')
param memory int = 4

@description('MiB of the heap of the backend.')
param heap int = 3072

@description('Fewest replicas.')
param minReplicas int = 2

@description('Most replicas.')
param maxReplicas int = 5

@description('Host name of the portal.')
param host string = 'portal.contoso.com'

@description('Prefix of names that take hyphens, with the environment.')
var resourcePrefix = '${namePrefix}-${environmentName}'

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Name of the app.')
var portalName = 'ca-${resourcePrefix}'

@description('Whether there is no image of the portal so far.')
var isPlaceholder = empty(image)

@description('Port of the container.')
var portalPort = isPlaceholder ? 80 : 7007

@description('Runs of workflows that are trusted.')
var githubSubjects = [
  { name: 'github-${environmentName}', subject: 'repo:contoso/portal:environment:${environmentName}' }
]

@description('Runs of workflows that are trusted.')
var previewSubjects = [
  { name: 'github-${environmentName}-preview', subject: 'repo:contoso/portal:environment:${environmentName}-preview' }
]

@description('Name of the database server.')
var postgresName = 'psql-${namePrefix}-${nameToken}'

@description('Definition of the role AcrPull.')
var acrPullRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d'
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

@description('Where the portal answers.')
var portalUrl = 'https://${host}'

@description('All logs of a resource.')
var allLogs = [{ enabled: true, categoryGroup: 'allLogs' }]

@description('All metrics of a resource.')
var allMetrics = [{ enabled: true, category: 'AllMetrics' }]

@description('What an alert is sent for.')
var alerts = [
  {
    name: 'server-errors'
    description: 'The portal answers with server errors.'
    severity: 1
    metric: 'Requests'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 20
    dimensions: [
      { name: 'statusCodeCategory', operator: 'Include', values: ['5xx'] }
    ]
  }
  {
    name: 'too-few-replicas'
    description: 'Fewer replicas run than there should be.'
    severity: 1
    metric: 'Replicas'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: minReplicas
    dimensions: []
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${resourcePrefix}'
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
  name: 'id-${resourcePrefix}'
  location: location
}

resource deployerIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${resourcePrefix}-deployer'
  location: location
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
  name: 'id-${resourcePrefix}-preview'
  location: location
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

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2026-10-01' = {
  name: postgresName
  location: location
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
  properties: {
    contentType: 'text/plain'
    value: microsoftClientSecret
    attributes: {
      exp: secretExpiry
    }
  }
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' = {
  name: 'cae-${resourcePrefix}'
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

resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {
  name: 'contoso.com'
}

resource alias 'Microsoft.Network/dnsZones/CNAME@2018-05-01' = {
  parent: zone
  name: take(host, length(host) - 12)
  properties: {
    TTL: 3600
    CNAMERecord: { cname: '${portalName}.${managedEnvironment.properties.defaultDomain}' }
  }
}

resource ownership 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {
  parent: zone
  name: 'asuid.${take(host, length(host) - 12)}'
  properties: {
    TTL: 3600
    TXTRecords: [
      {
        value: [
          managedEnvironment.properties.customDomainConfiguration.customDomainVerificationId
        ]
      }
    ]
  }
}

resource portal 'Microsoft.App/containerApps@2026-07-01' = {
  name: portalName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${portalIdentity.id}': {}
    }
  }
  properties: {
    environmentId: managedEnvironment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: portalPort
        transport: 'auto'
        allowInsecure: false
        customDomains: [
          { name: host, bindingType: 'Auto' }
        ]
      }
      registries: [
        { server: registry.properties.loginServer, identity: portalIdentity.id }
      ]
      secrets: [
        {
          name: 'auth-microsoft-client-secret'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/auth-microsoft-client-secret'
          identity: portalIdentity.id
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'backstage'
          image: isPlaceholder ? 'mcr.microsoft.com/k8se/quickstart:latest' : image
          env: [
            { name: 'APP_BASE_URL', value: portalUrl }
            { name: 'AUTH_MICROSOFT_CLIENT_ID', value: microsoftClientId }
            { name: 'AUTH_MICROSOFT_TENANT_ID', value: microsoftTenantId }
            { name: 'AUTH_MICROSOFT_CLIENT_SECRET', secretRef: 'auth-microsoft-client-secret' }
            { name: 'AZURE_CLIENT_ID', value: portalIdentity.properties.clientId }
            { name: 'POSTGRES_HOST', value: postgres.properties.fullyQualifiedDomainName }
            { name: 'POSTGRES_USER', value: portalIdentity.name }
            { name: 'POSTGRES_DATABASE', value: database.name }
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=${heap}' }
          ]
          resources: {
            cpu: cpu
            memory: '${memory}Gi'
          }
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: isPlaceholder ? '/' : '/.backstage/health/v1/readiness'
                port: portalPort
              }
              periodSeconds: 30
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: isPlaceholder ? '/' : '/.backstage/health/v1/liveness'
                port: portalPort
              }
            }
            {
              type: 'Readiness'
              httpGet: {
                path: isPlaceholder ? '/' : '/.backstage/health/v1/readiness'
                port: portalPort
              }
            }
          ]
        }
      ]
      scale: {
        minReplicas: minReplicas
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'http'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
  dependsOn: [
    administrator
    portalPullsImages
    portalReadsSignInSecret
    alias
    ownership
  ]
}

resource certificate 'Microsoft.App/managedEnvironments/managedCertificates@2026-07-01' = {
  parent: managedEnvironment
  name: 'mc-${replace(toLower(host), '.', '-')}'
  location: location
  properties: {
    subjectName: host
    domainControlValidation: 'CNAME'
  }
  dependsOn: [
    portal
  ]
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

resource portalMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: portal
  properties: {
    workspaceId: workspace.id
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

resource databaseLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: postgres
  properties: {
    workspaceId: workspace.id
    logs: allLogs
    metrics: allMetrics
  }
}

resource responders 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${resourcePrefix}'
  location: 'global'
  properties: {
    groupShortName: namePrefix
    enabled: true
    emailReceivers: [
      {
        name: 'mail-0'
        emailAddress: 'platform@contoso.com'
        useCommonAlertSchema: true
      }
    ]
  }
}

resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${resourcePrefix}'
  location: location
  properties: {
    source: vault.id
    topicType: 'Microsoft.KeyVault.vaults'
  }
}

resource secretsExpire 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: vaultEvents
  name: 'secrets-expire'
  properties: {
    destination: {
      endpointType: 'MonitorAlert'
      properties: {
        severity: 'Sev2'
        description: 'A secret of the portal expires soon: replace it with rotate-secret.'
        actionGroups: [
          responders.id
        ]
      }
    }
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: {
      includedEventTypes: [
        'Microsoft.KeyVault.SecretNearExpiry'
        'Microsoft.KeyVault.SecretExpired'
      ]
    }
  }
}

resource restartAlert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = {
  name: 'alert-${resourcePrefix}-restarts'
  location: location
  kind: 'LogAlert'
  properties: {
    description: 'A replica of the portal restarts again and again.'
    severity: 2
    enabled: true
    scopes: [
      workspace.id
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      allOf: [
        {
          query: 'ContainerAppSystemLogs | where ContainerAppName == \'${portal.name}\' | where Reason in (\'ContainerTerminated\', \'ContainerCrashing\') | where Log !has \'ManuallyStopped\''
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 3
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    skipQueryValidation: true
    autoMitigate: true
    actions: {
      actionGroups: [
        responders.id
      ]
    }
  }
}

resource metricAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in alerts: {
    name: 'alert-${resourcePrefix}-${alert.name}'
    location: 'global'
    properties: {
      severity: alert.severity
      enabled: true
      scopes: [
        portal.id
      ]
      evaluationFrequency: 'PT1M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            operator: alert.operator
            threshold: alert.threshold
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricName: alert.metric
            timeAggregation: alert.aggregation
            metricNamespace: 'Microsoft.App/containerApps'
            dimensions: alert.dimensions
            skipMetricValidation: true
          }
        ]
      }
      description: alert.description
      windowSize: 'PT5M'
      autoMitigate: true
      actions: [
        { actionGroupId: responders.id }
      ]
    }
  }
]

@description('Where the portal answers.')
output url string = portalUrl

@description('Redirect URI of the app registration.')
output redirectUri string = '${portalUrl}/api/auth/microsoft/handler/frame'

@description('Name of the container app.')
output portalName string = portal.name

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

@description('Value of the TXT record `asuid` that proves the custom domain.')
output domainValidationToken string = managedEnvironment.properties.customDomainConfiguration.customDomainVerificationId
