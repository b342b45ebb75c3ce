using './main.bicep'

param imageTag = readEnvironmentVariable('IMAGE_TAG')
param microsoftClientId = readEnvironmentVariable('MICROSOFT_CLIENT_ID')
param microsoftClientSecret = readEnvironmentVariable('MICROSOFT_CLIENT_SECRET')
