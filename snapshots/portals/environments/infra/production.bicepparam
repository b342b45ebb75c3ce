using './main.bicep'

param microsoftClientId = readEnvironmentVariable('PORTAL_MICROSOFT_CLIENT_ID')
param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
param environmentName = 'production'
param cpu = 2
param memory = 4
param heap = 3072
param minReplicas = 2
param maxReplicas = 5
param host = 'portal.contoso.com'
param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')
