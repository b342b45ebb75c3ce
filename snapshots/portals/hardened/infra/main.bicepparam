using './main.bicep'

param microsoftClientId = readEnvironmentVariable('PORTAL_MICROSOFT_CLIENT_ID')
param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')
