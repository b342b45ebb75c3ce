type apiDefinition = {
  name: string
  path: string
  backend: string
  methods: string[]
  callsPerMinute: int?
}

param location string = resourceGroup().location

@description('Start of all names.')
@minLength(3)
@maxLength(20)
param name string

param publisherEmail string

@allowed([
  'Developer'
  'Premium'
])
param sku string = 'Developer'

@minValue(1)
@maxValue(10)
param units int = 1

param apis apiDefinition[] = [
  {
    name: 'orders'
    path: 'orders'
    backend: 'https://orders.contoso.com'
    methods: [
      'GET'
      'POST'
    ]
  }
]

@description('Vault with the secret of the callers.')
param vaultName string

param vaultResourceGroup string = resourceGroup().name
param developerPortal bool = false

var token = toLower(uniqueString(resourceGroup().id, name))
var operations = flatten(map(
  apis,
  api =>
    map(api.methods, method => {
      api: api.name
      method: method
    })
))

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${name}-${token}'
  location: location
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}-${token}'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-${token}'
  location: location
}

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
  scope: resourceGroup(vaultResourceGroup)
}

resource gateway 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: 'apim-${name}-${token}'
  location: location
  sku: {
    name: sku
    capacity: units
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    publisherEmail: publisherEmail
    publisherName: 'Platform team'
    developerPortalStatus: developerPortal ? 'Enabled' : 'Disabled'
  }
}

resource callers 'Microsoft.ApiManagement/service/namedValues@2024-05-01' = {
  parent: gateway
  name: 'callers'
  properties: {
    displayName: 'callers'
    secret: true
    keyVault: {
      secretIdentifier: '${vault.properties.vaultUri}secrets/gateway-callers'
      identityClientId: identity.properties.clientId
    }
  }
}

resource logger 'Microsoft.ApiManagement/service/loggers@2024-05-01' = {
  parent: gateway
  name: 'insights'
  properties: {
    loggerType: 'applicationInsights'
    resourceId: insights.id
    credentials: {
      connectionString: insights.properties.ConnectionString
      identityClientId: identity.properties.clientId
    }
  }
}

resource metrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identity.id, '3913510d-42f4-4e42-8a64-420c390055eb')
  scope: insights
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '3913510d-42f4-4e42-8a64-420c390055eb'
    )
  }
}

resource backends 'Microsoft.ApiManagement/service/backends@2024-05-01' = [
  for api in apis: {
    parent: gateway
    name: api.name
    properties: {
      url: api.backend
      protocol: 'http'
      tls: {
        validateCertificateChain: true
        validateCertificateName: true
      }
      circuitBreaker: {
        rules: [
          {
            name: 'failures'
            tripDuration: 'PT1M'
            acceptRetryAfter: true
            failureCondition: {
              count: 5
              interval: 'PT1M'
              statusCodeRanges: [
                {
                  min: 500
                  max: 599
                }
              ]
            }
          }
        ]
      }
    }
  }
]

resource apiResources 'Microsoft.ApiManagement/service/apis@2024-05-01' = [
  for api in apis: {
    parent: gateway
    name: api.name
    properties: {
      path: api.path
      displayName: api.name
      protocols: [
        'https'
      ]
      subscriptionRequired: true
      subscriptionKeyParameterNames: {
        header: 'x-api-key'
      }
    }
  }
]

resource operationResources 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [
  for operation in operations: {
    name: '${gateway.name}/${operation.api}/${toLower(operation.method)}'
    properties: {
      displayName: '${operation.method} everything'
      method: operation.method
      urlTemplate: '/*'
    }
    dependsOn: [
      apiResources
    ]
  }
]

resource policies 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = [
  for (api, i) in apis: {
    parent: apiResources[i]
    name: 'policy'
    properties: {
      value: $'''
<policies>
  <inbound>
    <base />
    <set-backend-service backend-id="${backends[i].name}" />
    <rate-limit-by-key calls="${api.?callsPerMinute ?? 60}" renewal-period="60" counter-key="@(context.Subscription.Id)" />
    <check-header name="x-caller" failed-check-httpcode="401">
      <value>{{callers}}</value>
    </check-header>
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
</policies>
'''
      format: 'rawxml'
    }
    dependsOn: [
      callers
    ]
  }
]

resource product 'Microsoft.ApiManagement/service/products@2024-05-01' = {
  parent: gateway
  name: 'internal'
  properties: {
    displayName: 'Internal'
    subscriptionRequired: true
    approvalRequired: false
    state: 'published'
  }
}

resource productApis 'Microsoft.ApiManagement/service/products/apis@2024-05-01' = [
  for (api, i) in apis: {
    parent: product
    name: apiResources[i].name
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'logs'
  scope: gateway
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        enabled: true
        categoryGroup: 'allLogs'
      }
    ]
  }
}

output gatewayUrl string = gateway.properties.gatewayUrl
output loggerId string = logger.id
output apiNames string[] = [for (api, i) in apis: apiResources[i].name]
