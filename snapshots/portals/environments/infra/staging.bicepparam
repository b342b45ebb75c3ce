using './main.bicep'

param microsoftClientId = readEnvironmentVariable('PORTAL_MICROSOFT_CLIENT_ID')
param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
param environmentName = 'staging'
param cpu = 1
param memory = 2
param heap = 1536
param minReplicas = 1
param maxReplicas = 1
param host = 'staging.portal.contoso.com'
param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')
