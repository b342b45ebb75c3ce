@description('Network to peer.')
param networkName string

@description('Id of the other network.')
param remoteNetworkId string

param useRemoteGateways bool = false

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' existing = {
  name: networkName
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2026-03-01' = {
  parent: network
  name: 'hub'
  properties: {
    remoteVirtualNetwork: {
      id: remoteNetworkId
    }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: true
    useRemoteGateways: useRemoteGateways
  }
}

output state string = peering.properties.peeringState
