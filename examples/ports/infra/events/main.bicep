type hubDefinition = {
  name: string
  partitions: int?
  consumers: string[]
  capture: bool?
}

param location string = resourceGroup().location

@minLength(3)
@maxLength(16)
param name string

param hubs hubDefinition[] = [
  {
    name: 'orders'
    consumers: [
      'billing'
      'shipping'
    ]
    capture: true
  }
]
param privateEndpoints bool = true
param networkName string = ''
param tags object = {}

var token = take(uniqueString(resourceGroup().id, name), 6)
var groups = flatten(map(
  hubs,
  hub =>
    map(hub.consumers, consumer => {
      hub: hub.name
      consumer: consumer
    })
))
var roles = [
  'a638d3c7-ab3a-418d-83e6-5f17a39d4fde'
  '2b629674-e913-4c01-ae53-ef4638d8f975'
]
var targets = [
  {
    name: 'events'
    id: namespace.id
    group: 'namespace'
  }
  {
    name: 'blobs'
    id: store.id
    group: 'blob'
  }
]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-${token}'
  location: location
  tags: tags
}

resource store 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'st${name}${token}'
  location: location
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  tags: tags
  properties: {
    allowSharedKeyAccess: false
  }
}

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'evhns-${name}-${token}'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  sku: {
    name: 'Standard'
    tier: 'Standard'
    capacity: 1
  }
  properties: {
    isAutoInflateEnabled: true
    maximumThroughputUnits: 4
    disableLocalAuth: true
  }
}

resource hubResources 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [
  for hub in hubs: {
    parent: namespace
    name: hub.name
    properties: {
      partitionCount: hub.?partitions ?? 4
      retentionDescription: {
        cleanupPolicy: 'Delete'
        retentionTimeInHours: 72
      }
      captureDescription: hub.?capture ?? false
        ? {
            enabled: true
            encoding: 'Avro'
            destination: {
              name: 'EventHubArchive.AzureBlockBlob'
              properties: {
                storageAccountResourceId: store.id
                blobContainer: 'capture'
              }
            }
          }
        : null
    }
  }
]

resource groupResources 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [
  for group in groups: {
    name: '${namespace.name}/${group.hub}/${group.consumer}'
    dependsOn: [
      hubResources
    ]
  }
]

resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    name: guid(namespace.id, identity.id, role)
    scope: namespace
    properties: {
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}-${token}'
  location: location
  sku: {
    name: 'EP1'
    tier: 'ElasticPremium'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${name}-${token}'
  location: location
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      linuxFxVersion: 'Node|22'
      appSettings: [
        {
          name: 'FUNCTIONS_EXTENSION_VERSION'
          value: '~4'
        }
        {
          name: 'Events__fullyQualifiedNamespace'
          value: '${namespace.name}.servicebus.windows.net'
        }
        {
          name: 'Events__clientId'
          value: identity.properties.clientId
        }
      ]
    }
  }
  dependsOn: [
    grants
  ]
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' existing = if (privateEndpoints) {
  name: networkName

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource endpointResources 'Microsoft.Network/privateEndpoints@2026-03-01' = [
  for target in targets: if (privateEndpoints) {
    name: 'pe-${target.name}-${token}'
    location: location
    properties: {
      subnet: {
        id: network::endpoints.id
      }
      privateLinkServiceConnections: [
        {
          name: target.name
          properties: {
            privateLinkServiceId: target.id
            groupIds: [
              target.group
            ]
          }
        }
      ]
    }
  }
]

output hubs string[] = [for (hub, i) in hubs: hubResources[i].id]
output app string = app.properties.defaultHostName
