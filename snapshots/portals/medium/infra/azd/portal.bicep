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

@description('Directory (tenant) id of the Entra app registration.')
@minLength(36)
@maxLength(36)
param microsoftTenantId string = tenant().tenantId

@description('Tags of all resources.')
var tags = {
  workload: 'backstage'
}

@description('What makes public names unique: the same for all deployments into the group.')
var nameToken = uniqueString(resourceGroup().id)

@description('Name of the app.')
var portalName = 'ca-${namePrefix}'

@description('Where the portal answers.')
var portalUrl = 'https://${portalName}.${managedEnvironment.properties.defaultDomain}'

@description('All metrics of a resource.')
var allMetrics = [{ enabled: true, category: 'AllMetrics' }]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: 'log-${namePrefix}'
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

resource managedEnvironment 'Microsoft.App/managedEnvironments@2026-07-01' existing = {
  name: 'cae-${namePrefix}'
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
    workloadProfileName: 'Consumption'
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
            { name: 'AUTH_MICROSOFT_TENANT_ID', value: microsoftTenantId }
            { name: 'AUTH_MICROSOFT_CLIENT_SECRET', secretRef: 'auth-microsoft-client-secret' }
            { name: 'AZURE_CLIENT_ID', value: portalIdentity.properties.clientId }
            { name: 'POSTGRES_HOST', value: postgres.properties.fullyQualifiedDomainName }
            { name: 'POSTGRES_USER', value: portalIdentity.name }
            { name: 'POSTGRES_DATABASE', value: database.name }
            { name: 'TECHDOCS_ACCOUNT_NAME', value: storage.name }
            { name: 'TECHDOCS_CONTAINER_NAME', value: techdocs.name }
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=3072' }
          ]
          resources: {
            cpu: 2
            memory: '4Gi'
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
        minReplicas: 2
        maxReplicas: 5
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

resource portalMetrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: portal
  properties: {
    workspaceId: workspace.id
    metrics: allMetrics
  }
}

@description('Where the portal answers.')
output url string = portalUrl

@description('Redirect URI of the app registration.')
output redirectUri string = '${portalUrl}/api/auth/microsoft/handler/frame'

@description('Name of the container app.')
output portalName string = portal.name
