targetScope = 'subscription'

type group = {
  name: string
  location: string
  tags: {
    *: string
  }?
  baseline: bool
}

@description('Name of the team.')
@minLength(2)
@maxLength(10)
param team string

param location string = deployment().location
param groups group[] = [
  {
    name: 'network'
    location: 'westeurope'
    baseline: false
  }
  {
    name: 'apps'
    location: 'westeurope'
    tags: {
      tier: 'app'
    }
    baseline: true
  }
]

@description('Object id of the owners.')
param ownersGroupId string

param readerIds string[] = []
param allowedRegions string[] = [
  'westeurope'
  'northeurope'
]

@minLength(1)
param costCenter string

@minValue(1)
param monthlyBudget int = 1000

@minLength(1)
param budgetContacts string[]

param budgetStart string = utcNow('yyyy-MM-01')
param enforce bool = true

var commonTags = {
  team: team
  costCenter: costCenter
}
var builtInPolicies = {
  locations: 'e56962a6-4747-49cd-b67b-bf8b01975c4c'
  httpsStorage: '404c3081-a854-4457-ae30-26a93ef643f9'
}
var groupLocations = toObject(groups, group => group.name, group => group.location)

resource resourceGroups 'Microsoft.Resources/resourceGroups@2025-04-01' = [
  for group in groups: {
    name: 'rg-${team}-${group.name}'
    location: group.location
    tags: union(commonTags, group.?tags ?? {})
  }
]

module baselines 'baseline.bicep' = [
  for (group, i) in groups: if (group.baseline) {
    name: 'baseline-${group.name}'
    scope: resourceGroups[i]
    params: {
      location: group.location
      name: group.name
      tags: commonTags
    }
  }
]

resource operator 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(subscription().id, team, 'operator')
  properties: {
    roleName: '${team} operator'
    description: 'Restarts what runs, and reads everything.'
    type: 'customRole'
    permissions: [
      {
        actions: [
          '*/read'
          'Microsoft.Web/sites/restart/action'
        ]
        notActions: [
          'Microsoft.KeyVault/*/read'
        ]
      }
    ]
    assignableScopes: [
      subscription().id
    ]
  }
}

resource ownersContribute 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, ownersGroupId, 'b24988ac-6180-42a0-ab88-20f7382dd24c')
  properties: {
    principalId: ownersGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      'b24988ac-6180-42a0-ab88-20f7382dd24c'
    )
  }
}

resource ownersOperate 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, ownersGroupId, operator.id)
  properties: {
    principalId: ownersGroupId
    principalType: 'Group'
    roleDefinitionId: operator.id
  }
}

resource readersRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for reader in readerIds: {
    name: guid(subscription().id, reader, 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    properties: {
      principalId: reader
      principalType: 'User'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        'acdd72a7-3385-48ef-bd42-f606fba81ae7'
      )
    }
  }
]

resource requireTag 'Microsoft.Authorization/policyDefinitions@2026-07-01' = {
  name: 'require-tag-${team}'
  properties: {
    policyType: 'Custom'
    mode: 'Indexed'
    displayName: 'Resources have a tag'
    parameters: {
      tagName: {
        type: 'String'
      }
      effect: {
        type: 'String'
        allowedValues: [
          'Audit'
          'Deny'
          'Disabled'
        ]
        defaultValue: 'Audit'
      }
    }
    policyRule: {
      if: {
        field: '[concat(\'tags[\', parameters(\'tagName\'), \']\')]'
        exists: 'false'
      }
      then: {
        effect: '[parameters(\'effect\')]'
      }
    }
  }
}

resource initiative 'Microsoft.Authorization/policySetDefinitions@2026-07-01' = {
  name: 'baseline-${team}'
  properties: {
    policyDefinitions: [
      {
        policyDefinitionId: requireTag.id
        policyDefinitionReferenceId: 'costCenter'
        parameters: {
          tagName: {
            value: 'costCenter'
          }
          effect: {
            value: '[parameters(\'tagEffect\')]'
          }
        }
      }
      {
        policyDefinitionId: tenantResourceId('Microsoft.Authorization/policyDefinitions', builtInPolicies.httpsStorage)
        policyDefinitionReferenceId: 'httpsStorage'
      }
    ]
    policyType: 'Custom'
    displayName: 'Baseline of ${team}'
    parameters: {
      tagEffect: {
        type: 'String'
        defaultValue: 'Audit'
      }
    }
  }
}

resource assignment 'Microsoft.Authorization/policyAssignments@2026-07-01' = {
  name: 'baseline-${team}'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    policyDefinitionId: initiative.id
    displayName: 'Baseline of ${team}'
    enforcementMode: enforce ? 'Default' : 'DoNotEnforce'
    parameters: {
      tagEffect: {
        value: enforce ? 'Deny' : 'Audit'
      }
    }
    nonComplianceMessages: [
      {
        message: 'See the wiki of the platform.'
      }
    ]
  }
}

resource regionsAssignment 'Microsoft.Authorization/policyAssignments@2026-07-01' = {
  name: 'allowed-regions'
  properties: {
    policyDefinitionId: tenantResourceId('Microsoft.Authorization/policyDefinitions', builtInPolicies.locations)
    parameters: {
      listOfAllowedLocations: {
        value: allowedRegions
      }
    }
    notScopes: map(
      groups,
      group => subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg-${team}-${group.name}')
    )
  }
}

resource assignmentTags 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(subscription().id, assignment.id, '4a9ae827-6dc8-4573-8ac7-8239d42aa03f')
  properties: {
    principalId: assignment.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      '4a9ae827-6dc8-4573-8ac7-8239d42aa03f'
    )
  }
}

resource budget 'Microsoft.Consumption/budgets@2026-06-01' = {
  name: 'budget-${team}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: budgetStart
    }
    notifications: {
      actual80: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        contactEmails: budgetContacts
        thresholdType: 'Actual'
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        contactEmails: budgetContacts
        thresholdType: 'Forecasted'
      }
    }
  }
}

output groupIds string[] = [for (group, i) in groups: resourceGroups[i].id]
output groupNames string[] = objectKeys(groupLocations)
output assignmentId string = assignment.id
output operatorScopes string[] = [
  subscription().id
]
