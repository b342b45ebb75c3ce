type nodePool = {
  @description('Name of the pool.')
  name: string

  size: string
  minimum: int
  maximum: int
  taints: string[]?
  labels: object?
}

param location string = resourceGroup().location

@description('Name of the cluster.')
@minLength(3)
@maxLength(40)
param clusterName string

param kubernetesVersion string = '1.32'

@allowed([
  'Free'
  'Standard'
  'Premium'
])
param tier string = 'Standard'

param systemNodeSize string = 'Standard_D4s_v5'

@minValue(1)
@maxValue(50)
param systemNodeCount int = 3

@description('Further pools.')
param nodePools nodePool[] = [
  {
    name: 'work'
    size: 'Standard_D8s_v5'
    minimum: 1
    maximum: 5
  }
]

@description('Object ids of the groups that administer it.')
@minLength(1)
param adminGroups string[]

param authorizedRanges string[] = []
param workloadNamespace string = 'default'
param workloadServiceAccount string = 'workload'
param tags object = {}

var registryName = 'cr${take(uniqueString(resourceGroup().id, clusterName), 13)}'
var zones = [
  '1'
  '2'
  '3'
]
var allTags = union(tags, {
  cluster: clusterName
})

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${clusterName}'
  location: location
  tags: allTags
  properties: {
    retentionInDays: 30
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: registryName
  location: location
  sku: {
    name: 'Premium'
  }
  tags: allTags
  properties: {
    adminUserEnabled: false
  }
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${clusterName}'
  location: location
  tags: allTags
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.240.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: '10.240.0.0/20'
        }
      }
      {
        name: 'ingress'
        properties: {
          addressPrefix: '10.240.16.0/24'
        }
      }
    ]
  }

  resource nodes 'subnets' existing = {
    name: 'nodes'
  }
}

resource controlPlane 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${clusterName}'
  location: location
  tags: allTags
}

resource workload 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${clusterName}-workload'
  location: location
  tags: allTags
}

resource controlPlaneJoins 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(network.id, controlPlane.id, '4d97b98b-1d4f-4787-a291-c67834d212e7')
  scope: network
  properties: {
    principalId: controlPlane.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4d97b98b-1d4f-4787-a291-c67834d212e7'
    )
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' = {
  name: clusterName
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${controlPlane.id}': {}
    }
  }
  sku: {
    name: 'Base'
    tier: tier
  }
  tags: allTags
  properties: {
    kubernetesVersion: kubernetesVersion
    dnsPrefix: clusterName
    enableRBAC: true
    disableLocalAccounts: true
    nodeResourceGroup: '${resourceGroup().name}-nodes'
    aadProfile: {
      managed: true
      enableAzureRBAC: true
      tenantID: subscription().tenantId
      adminGroupObjectIDs: adminGroups
    }
    apiServerAccessProfile: empty(authorizedRanges)
      ? null
      : {
          authorizedIPRanges: authorizedRanges
        }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: systemNodeCount
        vmSize: systemNodeSize
        osType: 'Linux'
        osSKU: 'AzureLinux'
        osDiskType: 'Managed'
        availabilityZones: zones
        vnetSubnetID: network::nodes.id
        nodeTaints: [
          'CriticalAddonsOnly=true:NoSchedule'
        ]
        upgradeSettings: {
          maxSurge: '33%'
        }
      }
    ]
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      loadBalancerSku: 'standard'
      podCidr: '192.168.0.0/16'
      serviceCidr: '10.0.0.0/16'
      dnsServiceIP: '10.0.0.10'
    }
    addonProfiles: {
      omsagent: {
        enabled: true
        config: {
          logAnalyticsWorkspaceResourceID: workspace.id
          useAADAuth: 'true'
        }
      }
      azureKeyvaultSecretsProvider: {
        enabled: true
        config: {
          enableSecretRotation: 'true'
          rotationPollInterval: '2m'
        }
      }
    }
    oidcIssuerProfile: {
      enabled: true
    }
    securityProfile: {
      workloadIdentity: {
        enabled: true
      }
      imageCleaner: {
        enabled: true
        intervalHours: 48
      }
    }
    workloadAutoScalerProfile: {
      keda: {
        enabled: true
      }
    }
    autoUpgradeProfile: {
      upgradeChannel: 'patch'
      nodeOSUpgradeChannel: 'NodeImage'
    }
  }
  dependsOn: [
    controlPlaneJoins
  ]
}

@batchSize(1)
resource pools 'Microsoft.ContainerService/managedClusters/agentPools@2026-08-01' = [
  for pool in nodePools: {
    parent: cluster
    name: pool.name
    properties: {
      mode: 'User'
      vmSize: pool.size
      osType: 'Linux'
      osSKU: 'AzureLinux'
      enableAutoScaling: true
      minCount: pool.minimum
      maxCount: pool.maximum
      count: pool.minimum
      availabilityZones: zones
      vnetSubnetID: network::nodes.id
      nodeTaints: pool.?taints ?? []
      nodeLabels: pool.?labels ?? {}
    }
  }
]

resource maintenance 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations@2026-08-01' = {
  parent: cluster
  name: 'aksManagedAutoUpgradeSchedule'
  properties: {
    maintenanceWindow: {
      schedule: {
        weekly: {
          intervalWeeks: 1
          dayOfWeek: 'Sunday'
        }
      }
      durationHours: 4
      startTime: '02:00'
      utcOffset: '+00:00'
    }
  }
}

resource kubeletPulls 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, cluster.id, '7f951dda-4ed3-4680-a7ca-43fe172d538d')
  scope: registry
  properties: {
    principalId: cluster.properties.identityProfile.kubeletidentity.objectId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '7f951dda-4ed3-4680-a7ca-43fe172d538d'
    )
  }
}

resource trust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: workload
  name: 'cluster'
  properties: {
    audiences: [
      'api://AzureADTokenExchange'
    ]
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    subject: 'system:serviceaccount:${workloadNamespace}:${workloadServiceAccount}'
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'control-plane'
  scope: cluster
  properties: {
    workspaceId: workspace.id
    logs: [
      for category in [
        'kube-audit-admin'
        'kube-controller-manager'
        'guard'
      ]: {
        enabled: true
        category: category
      }
    ]
    metrics: [
      {
        enabled: true
        category: 'AllMetrics'
      }
    ]
  }
}

output clusterId string = cluster.id
output apiServer string = cluster.properties.fqdn
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
output registry string = registry.properties.loginServer
output workloadClientId string = workload.properties.clientId
output poolIds string[] = [for (pool, i) in nodePools: pools[i].id]
