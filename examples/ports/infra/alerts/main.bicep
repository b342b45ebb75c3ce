type receiver = {
  name: string
  email: string
}

type metric = {
  name: string
  metric: string
  threshold: int
  aggregation: 'Average' | 'Maximum' | 'Total'
  severity: (0 | 1 | 2 | 3 | 4)?
}

param location string = resourceGroup().location

@description('Start of all names.')
@minLength(2)
@maxLength(20)
param prefix string

@description('Name in messages.')
@minLength(1)
@maxLength(12)
param shortName string = 'ops'

@description('Who is told by mail.')
param receivers receiver[]

@description('Address of the chat.')
@secure()
param webhookUri string = ''

@description('Web app to watch.')
param siteId string

@description('Database to watch.')
param databaseId string

@description('Where the logs are.')
param workspaceName string

param enabled bool = true
param siteMetrics metric[] = [
  {
    name: 'errors'
    metric: 'Http5xx'
    threshold: 10
    aggregation: 'Total'
    severity: 1
  }
  {
    name: 'latency'
    metric: 'HttpResponseTime'
    threshold: 3
    aggregation: 'Average'
  }
]

@allowed([
  'PT1M'
  'PT5M'
  'PT15M'
])
param frequency string = 'PT5M'

param tags object = {}

var queries = {
  exceptions: {
    severity: 2
    text: '''
AppExceptions
| where SeverityLevel >= 3
| summarize count() by ProblemId
'''
  }
  restarts: {
    severity: 3
    text: '''
AppServicePlatformLogs
| where Message has 'restart'
'''
  }
}
var siteName = last(split(siteId, '/'))

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${prefix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: shortName
    enabled: true
    emailReceivers: map(receivers, receiver => {
      name: receiver.name
      emailAddress: receiver.email
      useCommonAlertSchema: true
    })
  }
}

resource chat 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${prefix}-chat'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'chat'
    enabled: enabled
    webhookReceivers: [
      {
        name: 'chat'
        serviceUri: webhookUri
        useCommonAlertSchema: true
      }
    ]
  }
}

resource siteAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for metric in siteMetrics: {
    name: 'alert-${prefix}-${metric.name}'
    location: 'global'
    tags: tags
    properties: {
      severity: metric.?severity ?? 2
      enabled: enabled
      scopes: [
        siteId
      ]
      evaluationFrequency: frequency
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            operator: 'GreaterThan'
            threshold: metric.threshold
            criterionType: 'StaticThresholdCriterion'
            name: metric.name
            metricName: metric.metric
            timeAggregation: metric.aggregation
          }
        ]
      }
      description: '${metric.metric} of ${siteName}'
      windowSize: 'PT15M'
      autoMitigate: true
      actions: [
        {
          actionGroupId: group.id
        }
      ]
    }
  }
]

resource databaseAlert 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-${prefix}-database'
  location: 'global'
  tags: tags
  properties: {
    severity: 2
    enabled: enabled
    scopes: [
      databaseId
    ]
    evaluationFrequency: frequency
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'DynamicThresholdCriterion'
          name: 'cpu'
          metricName: 'cpu_percent'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          alertSensitivity: 'Medium'
          failingPeriods: {
            numberOfEvaluationPeriods: 4
            minFailingPeriodsToAlert: 4
          }
        }
      ]
    }
    windowSize: 'PT15M'
    targetResourceType: 'Microsoft.Sql/servers/databases'
    targetResourceRegion: location
    actions: [
      {
        actionGroupId: group.id
      }
      {
        actionGroupId: chat.id
      }
    ]
  }
}

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for query in items(queries): {
    name: 'alert-${prefix}-${query.key}'
    location: location
    tags: tags
    properties: {
      displayName: '${siteName}: ${query.key}'
      severity: query.value.severity
      enabled: enabled
      scopes: [
        workspace.id
      ]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT1H'
      criteria: {
        allOf: [
          {
            query: query.value.text
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [
              {
                name: 'ProblemId'
                operator: 'Include'
                values: [
                  '*'
                ]
              }
            ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          group.id
          chat.id
        ]
      }
      autoMitigate: false
    }
  }
]

resource serviceHealth 'Microsoft.Insights/activityLogAlerts@2026-01-01' = {
  name: 'alert-${prefix}-health'
  location: 'global'
  tags: tags
  properties: {
    condition: {
      allOf: [
        {
          field: 'category'
          equals: 'ServiceHealth'
        }
        {
          anyOf: [
            {
              field: 'properties.incidentType'
              equals: 'Incident'
            }
            {
              field: 'properties.incidentType'
              equals: 'Maintenance'
            }
          ]
        }
        {
          field: 'properties.impactedServices[*].ImpactedRegions[*].RegionName'
          containsAny: [
            location
          ]
        }
      ]
    }
    actions: {
      actionGroups: [
        {
          actionGroupId: group.id
        }
      ]
    }
    scopes: [
      subscription().id
    ]
    enabled: enabled
  }
}

output groupId string = group.id
output siteAlertIds string[] = [for (metric, i) in siteMetrics: siteAlerts[i].id]
output databaseAlertName string = databaseAlert.name
output healthAlertId string = serviceHealth.id
output firstReceiver string? = first(receivers).?email
