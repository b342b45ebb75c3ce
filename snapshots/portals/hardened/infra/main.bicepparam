using './main.bicep'

param microsoftClientSecret = readEnvironmentVariable('MICROSOFT_CLIENT_SECRET')
param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')
