type spoke = {
  name: string
  resourceGroup: string
  subscriptionId: string
  addressPrefix: string
}

param location string = resourceGroup().location

@description('Start of all names.')
@minLength(2)
@maxLength(20)
param prefix string = 'hub'

@description('Network of the hub.')
param addressPrefix string = '10.0.0.0/20'

@allowed([
  'Standard'
  'Premium'
])
param firewallTier string = 'Standard'

param deployBastion bool = true
param zones string[] = [
  '1'
  '2'
  '3'
]
param spokes spoke[] = []

@description('Domains that spokes may reach.')
param allowedDomains string[] = [
  '*.microsoft.com'
  '*.ubuntu.com'
  'github.com'
]

param privateZones string[] = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.vaultcore.azure.net'
  'privatelink.azurewebsites.net'
]
param tags object = {}

var firewallAddress = cidrHost(cidrSubnet(addressPrefix, 26, 0), 3)
var subnets = [
  {
    name: 'AzureFirewallSubnet'
    prefix: cidrSubnet(addressPrefix, 26, 0)
  }
  {
    name: 'AzureBastionSubnet'
    prefix: cidrSubnet(addressPrefix, 26, 1)
  }
  {
    name: 'GatewaySubnet'
    prefix: cidrSubnet(addressPrefix, 27, 4)
  }
  {
    name: 'shared'
    prefix: cidrSubnet(addressPrefix, 24, 1)
  }
]
var madeSubnets = filter(subnets, subnet => deployBastion || subnet.name != 'AzureBastionSubnet')
var spokePrefixes = [for spoke in spokes: spoke.addressPrefix]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${prefix}'
  location: location
  tags: tags
}

resource routes 'Microsoft.Network/routeTables@2026-03-01' = {
  name: 'rt-${prefix}-shared'
  location: location
  tags: tags
  properties: {
    disableBgpRoutePropagation: true
    routes: [
      {
        properties: {
          nextHopType: 'VirtualAppliance'
          addressPrefix: '0.0.0.0/0'
          nextHopIpAddress: firewallAddress
        }
        name: 'internet'
      }
    ]
  }
}

resource hub 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: 'vnet-${prefix}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        addressPrefix
      ]
    }
    dhcpOptions: {
      dnsServers: [
        firewallAddress
      ]
    }
    subnets: [
      for subnet in madeSubnets: subnet.name == 'shared'
        ? {
            name: subnet.name
            properties: {
              addressPrefix: subnet.prefix
              routeTable: {
                id: routes.id
              }
            }
          }
        : {
            name: subnet.name
            properties: {
              addressPrefix: subnet.prefix
            }
          }
    ]
  }
}

resource firewallSubnet 'Microsoft.Network/virtualNetworks/subnets@2026-03-01' existing = {
  parent: hub
  name: 'AzureFirewallSubnet'
}

resource bastionSubnet 'Microsoft.Network/virtualNetworks/subnets@2026-03-01' existing = {
  parent: hub
  name: 'AzureBastionSubnet'
}

resource firewallPublicAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: 'pip-${prefix}-firewall'
  location: location
  sku: {
    name: 'Standard'
  }
  zones: zones
  tags: tags
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource policy 'Microsoft.Network/firewallPolicies@2026-03-01' = {
  name: 'afwp-${prefix}'
  location: location
  tags: tags
  properties: {
    sku: {
      tier: firewallTier
    }
    threatIntelMode: 'Deny'
    dnsSettings: {
      enableProxy: true
    }
  }
}

resource rules 'Microsoft.Network/firewallPolicies/ruleCollectionGroups@2026-03-01' = {
  parent: policy
  name: 'spokes'
  properties: {
    priority: 200
    ruleCollections: [
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'web'
        priority: 200
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'ApplicationRule'
            name: 'allowed-domains'
            sourceAddresses: spokePrefixes
            targetFqdns: allowedDomains
            protocols: [
              {
                protocolType: 'Https'
                port: 443
              }
            ]
          }
        ]
      }
      {
        ruleCollectionType: 'FirewallPolicyFilterRuleCollection'
        name: 'network'
        priority: 100
        action: {
          type: 'Allow'
        }
        rules: [
          {
            ruleType: 'NetworkRule'
            name: 'time'
            ipProtocols: [
              'UDP'
            ]
            sourceAddresses: spokePrefixes
            destinationAddresses: [
              '*'
            ]
            destinationPorts: [
              '123'
            ]
          }
          {
            ruleType: 'NetworkRule'
            name: 'between-spokes'
            ipProtocols: [
              'Any'
            ]
            sourceAddresses: spokePrefixes
            destinationAddresses: spokePrefixes
            destinationPorts: [
              '*'
            ]
          }
        ]
      }
    ]
  }
}

resource firewall 'Microsoft.Network/azureFirewalls@2026-03-01' = {
  name: 'afw-${prefix}'
  location: location
  zones: zones
  tags: tags
  properties: {
    sku: {
      name: 'AZFW_VNet'
      tier: firewallTier == 'Premium' ? 'Premium' : 'Standard'
    }
    firewallPolicy: {
      id: policy.id
    }
    ipConfigurations: [
      {
        name: 'primary'
        properties: {
          subnet: {
            id: firewallSubnet.id
          }
          publicIPAddress: {
            id: firewallPublicAddress.id
          }
        }
      }
    ]
  }
  dependsOn: [
    rules
  ]
}

resource firewallLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'all'
  scope: firewall
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

resource bastionPublicAddress 'Microsoft.Network/publicIPAddresses@2026-03-01' = if (deployBastion) {
  name: 'pip-${prefix}-bastion'
  location: location
  sku: {
    name: 'Standard'
  }
  zones: zones
  tags: tags
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource bastion 'Microsoft.Network/bastionHosts@2026-03-01' = if (deployBastion) {
  name: 'bas-${prefix}'
  location: location
  tags: tags
  properties: {
    ipConfigurations: [
      {
        properties: {
          subnet: {
            id: bastionSubnet.id
          }
          publicIPAddress: {
            id: bastionPublicAddress.id
          }
        }
        name: 'primary'
      }
    ]
    enableTunneling: true
  }
}

resource zonesForEndpoints 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in privateZones: {
    name: zone
    location: 'global'
    tags: tags
  }
]

resource zoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in privateZones: {
    parent: zonesForEndpoints[i]
    name: 'link-${prefix}'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: hub.id
      }
    }
  }
]

resource spokeNetworks 'Microsoft.Network/virtualNetworks@2026-03-01' existing = [
  for spoke in spokes: {
    name: spoke.name
    scope: resourceGroup(spoke.subscriptionId, spoke.resourceGroup)
  }
]

resource hubPeerings 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2026-03-01' = [
  for (spoke, i) in spokes: {
    parent: hub
    name: 'spoke-${spoke.name}'
    properties: {
      remoteVirtualNetwork: {
        id: spokeNetworks[i].id
      }
      allowVirtualNetworkAccess: true
      allowForwardedTraffic: true
      allowGatewayTransit: contains(toLower(prefix), 'hub')
    }
  }
]

module spokePeerings 'peering.bicep' = [
  for spoke in spokes: {
    name: 'peer-${spoke.name}'
    scope: resourceGroup(spoke.subscriptionId, spoke.resourceGroup)
    params: {
      networkName: spoke.name
      remoteNetworkId: hub.id
    }
  }
]

output hubId string = hub.id
output firewallAddress string = firewall.properties.ipConfigurations[0].properties.privateIPAddress
output bastionName string = bastion.name
output privateZones string[] = [for (zone, i) in privateZones: zonesForEndpoints[i].id]
output peeringStates string[] = [for (spoke, i) in spokes: spokePeerings[i].outputs.state]
