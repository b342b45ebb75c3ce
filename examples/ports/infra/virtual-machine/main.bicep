param location string = resourceGroup().location

@description('Name of the machine.')
@minLength(3)
@maxLength(15)
param vmName string = 'vm-linux'

param vmSize string = 'Standard_D2s_v5'

@description('User that may sign in.')
@minLength(1)
param adminUsername string

@description('Its public key.')
param sshPublicKey string

@description('Version of Ubuntu.')
@allowed([
  '2204'
  '2404'
])
param ubuntuVersion string = '2404'

@description('Sizes of the data disks in GB.')
@maxLength(8)
param dataDiskSizes int[] = [
  128
]

@description('Networks that may connect with SSH.')
param sshSources string[] = []

@description('Subnet that exists; a network is made without it.')
param subnetId string = ''

@description('Whether it has a public address.')
param publicAddress bool = false

param trustedLaunch bool = true

@description('Shell script that is run once.')
param setupScript string = ''

param tags object = {}

var images = {
  '2204': {
    publisher: 'Canonical'
    offer: '0001-com-ubuntu-server-jammy'
    sku: '22_04-lts-gen2'
    version: 'latest'
  }
  '2404': {
    publisher: 'Canonical'
    offer: 'ubuntu-24_04-lts'
    sku: 'server'
    version: 'latest'
  }
}
var makeNetwork = subnetId == ''
var fixedRules = [
  {
    properties: {
      protocol: '*'
      access: 'Deny'
      priority: 4000
      direction: 'Inbound'
      sourceAddressPrefix: 'Internet'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '*'
    }
    name: 'deny-internet'
  }
]
var sshRules = map(sshSources, (source, i) => {
  properties: {
    protocol: 'Tcp'
    access: 'Allow'
    priority: i + 100
    direction: 'Inbound'
    sourceAddressPrefix: source
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '22'
  }
  name: 'ssh-${i}'
})

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2026-03-01' = {
  name: 'nsg-${vmName}'
  location: location
  tags: tags
  properties: {
    securityRules: concat(sshRules, fixedRules)
  }
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = if (makeNetwork) {
  name: 'vnet-${vmName}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.10.0.0/16'
      ]
    }
    subnets: [
      {
        name: 'default'
        properties: {
          addressPrefix: '10.10.0.0/24'
          networkSecurityGroup: {
            id: securityGroup.id
          }
        }
      }
    ]
  }
}

resource address 'Microsoft.Network/publicIPAddresses@2026-03-01' = if (publicAddress) {
  name: 'pip-${vmName}'
  location: location
  sku: {
    name: 'Standard'
  }
  tags: tags
  properties: {
    publicIPAllocationMethod: 'Static'
    dnsSettings: {
      domainNameLabel: toLower('${vmName}-${uniqueString(resourceGroup().id)}')
    }
  }
}

resource interface 'Microsoft.Network/networkInterfaces@2026-03-01' = {
  name: 'nic-${vmName}'
  location: location
  tags: tags
  properties: {
    ipConfigurations: [
      publicAddress
        ? {
            name: 'primary'
            properties: {
              subnet: {
                id: makeNetwork ? network!.properties.subnets[0].id : subnetId
              }
              publicIPAddress: {
                id: address.id
              }
            }
          }
        : {
            name: 'primary'
            properties: {
              subnet: {
                id: makeNetwork ? network!.properties.subnets[0].id : subnetId
              }
            }
          }
    ]
  }
}

resource diagnostics 'Microsoft.Storage/storageAccounts@2026-09-01' = {
  name: 'stdiag${uniqueString(resourceGroup().id, vmName)}'
  location: location
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  tags: tags
  properties: {
    allowBlobPublicAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource machine 'Microsoft.Compute/virtualMachines@2026-04-01' = {
  name: vmName
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  tags: tags
  properties: {
    hardwareProfile: {
      vmSize: vmSize
    }
    osProfile: {
      computerName: vmName
      adminUsername: adminUsername
      customData: base64($'''
#cloud-config
hostname: ${vmName}
package_upgrade: true
''')
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: {
          publicKeys: [
            {
              path: '/home/${adminUsername}/.ssh/authorized_keys'
              keyData: sshPublicKey
            }
          ]
        }
      }
    }
    storageProfile: {
      imageReference: images[ubuntuVersion]
      osDisk: {
        createOption: 'FromImage'
        name: 'osdisk-${vmName}'
        caching: 'ReadWrite'
        deleteOption: 'Delete'
        managedDisk: {
          storageAccountType: 'Premium_LRS'
        }
      }
      dataDisks: [
        for (size, i) in dataDiskSizes: {
          lun: i
          createOption: 'Empty'
          name: 'datadisk-${vmName}-${i}'
          diskSizeGB: size
          caching: 'ReadOnly'
          managedDisk: {
            storageAccountType: 'Premium_LRS'
          }
        }
      ]
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: interface.id
          properties: {
            deleteOption: 'Delete'
          }
        }
      ]
    }
    securityProfile: trustedLaunch
      ? {
          securityType: 'TrustedLaunch'
          uefiSettings: {
            secureBootEnabled: true
            vTpmEnabled: true
          }
        }
      : null
    diagnosticsProfile: {
      bootDiagnostics: {
        enabled: true
        storageUri: diagnostics.properties.primaryEndpoints.blob
      }
    }
  }
}

resource monitor 'Microsoft.Compute/virtualMachines/extensions@2026-04-01' = {
  parent: machine
  name: 'AzureMonitorLinuxAgent'
  location: location
  properties: {
    publisher: 'Microsoft.Azure.Monitor'
    type: 'AzureMonitorLinuxAgent'
    typeHandlerVersion: '1.33'
    autoUpgradeMinorVersion: true
    enableAutomaticUpgrade: true
  }
}

resource setup 'Microsoft.Compute/virtualMachines/extensions@2026-04-01' = if (setupScript != '') {
  parent: machine
  name: 'setup'
  location: location
  properties: {
    publisher: 'Microsoft.Azure.Extensions'
    type: 'CustomScript'
    typeHandlerVersion: '2.1'
    autoUpgradeMinorVersion: true
    forceUpdateTag: deployment().name
    protectedSettings: {
      script: base64(setupScript)
    }
  }
}

output machineId string = machine.id
output principalId string = machine.identity.principalId
output privateAddress string = interface.properties.ipConfigurations[0].properties.privateIPAddress
output host string? = address.?properties.dnsSettings.fqdn

@description('How many data disks there are.')
output dataDisks int = length(dataDiskSizes)

output openPorts string[] = length(sshSources) > 0
  ? [
      '22'
    ]
  : []
