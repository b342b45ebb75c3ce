metadata name = 'Contoso Portal on Azure Container Apps: the app'
metadata description = 'Written from the configuration of the portal; changes belong there.'

@description('Region of all regional resources, as `westeurope`.')
param location string = resourceGroup().location

@description('Prefix of all names: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(9)
param namePrefix string = 'backstage'

@description('Portal image with tag or digest.')
@minLength(1)
@maxLength(512)
param image string

@description('Application (client) id of the Entra app registration.')
@minLength(36)
@maxLength(36)
param microsoftClientId string

@description('Tags of all resources.')
var tags = {
  workload: 'backstage'
  criticality: 'high'
}

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Name of the app.')
var portalName = 'ca-${namePrefix}'

@description('Where the portal answers.')
var portalUrl = 'https://portal.contoso.com'

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
    threshold: 3
    dimensions: []
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: 'log-${namePrefix}'
}

resource telemetry 'Microsoft.Insights/components@2020-02-02' existing = {
  name: 'appi-${namePrefix}'
}

resource portalIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: 'id-${namePrefix}'
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' existing = {
  name: 'cr${namePrefix}${nameToken}'
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: 'kv${namePrefix}${nameToken}'
}

resource storage 'Microsoft.Storage/storageAccounts@2026-09-01' existing = {
  name: 'st${namePrefix}${nameToken}'
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-09-01' existing = {
  parent: storage
  name: 'default'
}

resource techdocs 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-09-01' existing = {
  parent: blobs
  name: 'techdocs'
}

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2026-10-01' existing = {
  name: 'psql-${namePrefix}-${nameToken}'
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2026-10-01' existing = {
  parent: postgres
  name: 'backstage'
}

resource openAi 'Microsoft.CognitiveServices/accounts@2026-09-01' existing = {
  name: 'oai-${namePrefix}-${nameToken}'
}

resource search 'Microsoft.Search/searchServices@2026-11-01' existing = {
  name: 'srch-${namePrefix}-${nameToken}'
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' existing = {
  name: 'cae-${namePrefix}'
}

resource frontDoor 'Microsoft.Cdn/profiles@2026-10-01' existing = {
  name: 'afd-${namePrefix}'
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2026-10-01' existing = {
  parent: frontDoor
  name: 'fde-${namePrefix}'
}

resource domain 'Microsoft.Cdn/profiles/customDomains@2026-10-01' existing = {
  parent: frontDoor
  name: 'portal-contoso-com'
}

resource portal 'Microsoft.App/containerApps@2026-07-01' = {
  name: portalName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${portalIdentity.id}': {}
    }
  }
  properties: {
    environmentId: managedEnvironment.id
    workloadProfileName: 'portal'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 7007
        transport: 'auto'
        allowInsecure: false
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
        {
          name: 'cache-connection'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/cache-connection'
          identity: portalIdentity.id
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'backstage'
          image: image
          env: [
            { name: 'APP_BASE_URL', value: portalUrl }
            { name: 'AUTH_MICROSOFT_CLIENT_ID', value: microsoftClientId }
            { name: 'AUTH_MICROSOFT_TENANT_ID', value: tenant().tenantId }
            { name: 'AUTH_MICROSOFT_CLIENT_SECRET', secretRef: 'auth-microsoft-client-secret' }
            { name: 'AZURE_CLIENT_ID', value: portalIdentity.properties.clientId }
            { name: 'POSTGRES_HOST', value: postgres.properties.fullyQualifiedDomainName }
            { name: 'POSTGRES_USER', value: portalIdentity.name }
            { name: 'POSTGRES_DATABASE', value: database.name }
            { name: 'REDIS_URL', secretRef: 'cache-connection' }
            { name: 'TECHDOCS_ACCOUNT_NAME', value: storage.name }
            { name: 'TECHDOCS_CONTAINER_NAME', value: techdocs.name }
            { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: telemetry.properties.ConnectionString }
            { name: 'AZURE_OPENAI_ENDPOINT', value: openAi.properties.endpoint }
            { name: 'AZURE_SEARCH_ENDPOINT', value: search.properties.endpoint }
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=6144' }
          ]
          resources: {
            cpu: 2
            memory: '8Gi'
          }
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/.backstage/health/v1/readiness'
                port: 7007
              }
              periodSeconds: 30
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/.backstage/health/v1/liveness'
                port: 7007
              }
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/.backstage/health/v1/readiness'
                port: 7007
              }
            }
          ]
        }
      ]
      scale: {
        minReplicas: 3
        maxReplicas: 10
        rules: [
          {
            name: 'http'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
          {
            name: 'cpu'
            custom: {
              type: 'cpu'
              metadata: {
                type: 'Utilization'
                value: '70'
              }
            }
          }
        ]
      }
    }
  }
}

resource originGroup 'Microsoft.Cdn/profiles/originGroups@2026-10-01' = {
  parent: frontDoor
  name: 'portal'
  properties: {
    sessionAffinityState: 'Disabled'
    loadBalancingSettings: {
      sampleSize: 4
      successfulSamplesRequired: 3
      additionalLatencyInMilliseconds: 50
    }
    healthProbeSettings: {
      probePath: '/.backstage/health/v1/readiness'
      probeProtocol: 'Https'
      probeRequestType: 'GET'
      probeIntervalInSeconds: 60
    }
  }
}

resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2026-10-01' = {
  parent: originGroup
  name: 'portal'
  properties: {
    hostName: portal.properties.configuration.ingress.fqdn
    originHostHeader: portal.properties.configuration.ingress.fqdn
    httpPort: 80
    httpsPort: 443
    priority: 1
    weight: 1000
    enforceCertificateNameCheck: true
    sharedPrivateLinkResource: {
      groupId: 'managedEnvironments'
      privateLink: {
        id: managedEnvironment.id
      }
      privateLinkLocation: location
      requestMessage: 'Front Door of ${namePrefix}'
    }
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2026-10-01' = {
  parent: endpoint
  name: 'portal'
  properties: {
    originGroup: {
      id: originGroup.id
    }
    customDomains: [
      { id: domain.id }
    ]
    patternsToMatch: [
      '/*'
    ]
    supportedProtocols: [
      'Http'
      'Https'
    ]
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Enabled'
    linkToDefaultDomain: 'Disabled'
  }
  dependsOn: [
    origin
  ]
}

resource portalMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: portal
  properties: {
    workspaceId: workspace.id
    metrics: allMetrics
  }
}

resource responders 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${namePrefix}'
  location: 'global'
  tags: tags
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
  name: 'evgt-${namePrefix}'
  location: location
  tags: tags
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
  name: 'alert-${namePrefix}-restarts'
  location: location
  tags: tags
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
    name: 'alert-${namePrefix}-${alert.name}'
    location: 'global'
    tags: tags
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
