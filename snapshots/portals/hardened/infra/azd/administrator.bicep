metadata description = 'Entra administrator of a database server, named after an object id that only the deployment knows.'

@description('Name of the database server.')
@minLength(3)
@maxLength(63)
param serverName string

@description('Object id of the administrator.')
@minLength(36)
@maxLength(36)
param principalId string

@description('Name that the administrator signs in with.')
@minLength(1)
param principalName string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2026-10-01' existing = {
  name: serverName
}

resource administrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2026-10-01' = {
  parent: server
  name: principalId
  properties: {
    principalName: principalName
    principalType: 'ServicePrincipal'
    tenantId: tenant().tenantId
  }
}
