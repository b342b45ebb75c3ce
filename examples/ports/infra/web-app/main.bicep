metadata description = 'A web app with a staging slot and an Azure SQL database.'

type addressRange = {
  name: string
  start: string
  end: string
}

@description('Region of all resources.')
param location string = resourceGroup().location

@description('Start of all names.')
@minLength(3)
@maxLength(20)
param appName string

@description('What the app is for.')
@allowed([
  'dev'
  'test'
  'prod'
])
param stage string = 'dev'

@allowed([
  'B1'
  'P0v3'
  'P1v3'
])
param planSku string = 'P0v3'

@description('Instances at least.')
@minValue(1)
@maxValue(10)
param instances int = 1

param linuxFxVersion string = 'DOTNETCORE|8.0'

@minLength(1)
param sqlAdministratorLogin string

@minLength(12)
@secure()
param sqlAdministratorPassword string

@description('The group that administers the database; none by default.')
param entraAdministrator {
  name: string
  objectId: string
}?

@description('Addresses that may connect to the database.')
param allowedRanges addressRange[] = []

@description('Further settings of the app.')
param appSettings object = {}

param tags object = {}

var suffix = take(uniqueString(resourceGroup().id, appName), 6)
var isProduction = stage == 'prod'
var allTags = union(tags, {
  app: appName
  stage: stage
})
var databaseSkus = {
  dev: {
    name: 'Basic'
    tier: 'Basic'
    capacity: 5
  }
  test: {
    name: 'S0'
    tier: 'Standard'
    capacity: 10
  }
  prod: {
    name: 'S2'
    tier: 'Standard'
    capacity: 50
  }
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${appName}-${suffix}'
  location: location
  tags: allTags
  properties: {
    retentionInDays: isProduction ? 90 : 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${appName}-${suffix}'
  location: location
  kind: 'web'
  tags: allTags
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv-${take(appName, 12)}-${suffix}'
  location: location
  tags: allTags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
}

resource server 'Microsoft.Sql/servers@2025-01-01' = {
  name: toLower('sql-${appName}-${suffix}')
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  tags: allTags
  properties: {
    administratorLogin: sqlAdministratorLogin
    administratorLoginPassword: sqlAdministratorPassword
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    administrators: entraAdministrator == null
      ? null
      : {
          administratorType: 'ActiveDirectory'
          principalType: 'Group'
          login: entraAdministrator!.name
          sid: entraAdministrator!.objectId
          tenantId: subscription().tenantId
        }
  }
}

resource database 'Microsoft.Sql/servers/databases@2025-01-01' = {
  parent: server
  name: appName
  location: location
  sku: databaseSkus[stage]
  tags: allTags
  properties: {
    collation: 'SQL_Latin1_General_CP1_CI_AS'
    zoneRedundant: false
  }
}

resource firewallRules 'Microsoft.Sql/servers/firewallRules@2025-01-01' = [
  for range in allowedRanges: {
    parent: server
    name: range.name
    properties: {
      startIpAddress: range.start
      endIpAddress: range.end
    }
  }
]

resource azureServices 'Microsoft.Sql/servers/firewallRules@2025-01-01' = {
  parent: server
  name: 'AllowAllWindowsAzureIps'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

resource connection 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: 'database'
  properties: {
    contentType: 'connection string'
    value: 'Server=tcp:${server.properties.fullyQualifiedDomainName},1433;Database=${database.name};User ID=${sqlAdministratorLogin};Password=${sqlAdministratorPassword};Encrypt=true'
  }
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${appName}-${suffix}'
  location: location
  kind: 'linux'
  sku: {
    name: planSku
    capacity: instances
  }
  tags: allTags
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: 'app-${appName}-${suffix}'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: allTags
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    siteConfig: {
      linuxFxVersion: linuxFxVersion
      alwaysOn: planSku != 'B1'
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      healthCheckPath: '/healthz'
    }
  }
}

resource siteSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(appSettings, {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    ASPNETCORE_ENVIRONMENT: isProduction ? 'Production' : 'Development'
    ConnectionStrings__Default: '@Microsoft.KeyVault(SecretUri=${connection.properties.secretUri})'
    WEBSITE_RUN_FROM_PACKAGE: '1'
  })
}

resource slot 'Microsoft.Web/sites/slots@2025-03-01' = if (planSku != 'B1') {
  parent: site
  name: 'staging'
  location: location
  kind: 'app,linux'
  identity: {
    type: 'SystemAssigned'
  }
  tags: allTags
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: linuxFxVersion
      appSettings: [
        {
          name: 'ASPNETCORE_ENVIRONMENT'
          value: 'Staging'
        }
        {
          name: 'WEBSITE_RUN_FROM_PACKAGE'
          value: '1'
        }
      ]
    }
  }
}

resource siteReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, site.id, '4633458b-17de-408a-b874-0445c86b69e6')
  scope: vault
  properties: {
    principalId: site.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4633458b-17de-408a-b874-0445c86b69e6'
    )
  }
}

resource scale 'Microsoft.Insights/autoscalesettings@2022-10-01' = if (isProduction && planSku != 'B1') {
  name: 'scale-${appName}-${suffix}'
  location: location
  tags: allTags
  properties: {
    profiles: [
      {
        name: 'cpu'
        capacity: {
          minimum: '${instances}'
          maximum: '10'
          default: '${instances}'
        }
        rules: [
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT10M'
              timeAggregation: 'Average'
              operator: 'GreaterThan'
              threshold: 70
            }
            scaleAction: {
              direction: 'Increase'
              type: 'ChangeCount'
              cooldown: 'PT5M'
              value: '1'
            }
          }
          {
            metricTrigger: {
              metricName: 'CpuPercentage'
              metricResourceUri: plan.id
              timeGrain: 'PT1M'
              statistic: 'Average'
              timeWindow: 'PT10M'
              timeAggregation: 'Average'
              operator: 'LessThan'
              threshold: 30
            }
            scaleAction: {
              direction: 'Decrease'
              type: 'ChangeCount'
              cooldown: 'PT10M'
              value: '1'
            }
          }
        ]
      }
    ]
    enabled: true
    targetResourceUri: plan.id
  }
}

output url string = 'https://${site.properties.defaultHostName}'
output stagingHost string? = slot.?properties.defaultHostName

@description('Where clients connect to.')
output databaseServer string = server.properties.fullyQualifiedDomainName

output portal string = '${environment().portal}/#@/resource${site.id}'
