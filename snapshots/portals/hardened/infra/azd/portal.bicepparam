using './portal.bicep'

param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME')
param microsoftClientId = readEnvironmentVariable('PORTAL_MICROSOFT_CLIENT_ID')
