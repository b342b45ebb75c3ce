metadata name = 'Backstage on Azure Container Apps'
metadata description = 'Written from the configuration of the portal; changes belong there.'

@description('Region of all regional resources, as `westeurope`.')
param location string = resourceGroup().location

@description('Prefix of all names: lower-case letters and digits, a letter first.')
@minLength(3)
@maxLength(9)
param namePrefix string = 'backstage'

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

@description('Client secret of the Entra app registration.')
@minLength(1)
@secure()
param microsoftClientSecret string

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Name of the app.')
var portalName = 'ca-${namePrefix}'

@description('Whether there is no image of the portal so far.')
var isPlaceholder = empty(image)

@description('Port of the container.')
var portalPort = isPlaceholder ? 80 : 7007

@description('Definition of the role AcrPull.')
var acrPullRoleId = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '7f951dda-4ed3-4680-a7ca-43fe172d538d'
)

@description('Where the portal answers.')
var portalUrl = 'https://${portalName}.${managedEnvironment.properties.defaultDomain}'

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
      }
      registries: [
        { server: registry.properties.loginServer, identity: portalIdentity.id }
      ]
      secrets: [
        { name: 'auth-microsoft-client-secret', value: microsoftClientSecret }
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
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=1536' }
          ]
          resources: {
            cpu: 1
            memory: '2Gi'
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
        minReplicas: 1
        maxReplicas: 1
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
    portalPullsImages
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
