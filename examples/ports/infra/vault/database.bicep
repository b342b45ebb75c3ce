@minLength(1)
param name string

param location string

@secure()
param password string

resource server 'Microsoft.Sql/servers@2025-01-01' = {
  name: name
  location: location
  properties: {
    administratorLogin: 'dba'
    administratorLoginPassword: password
  }
}

output host string = server.properties.fullyQualifiedDomainName
