using './main.bicep'

param imageTag = readEnvironmentVariable('IMAGE_TAG')
param microsoftClientSecret = readEnvironmentVariable('MICROSOFT_CLIENT_SECRET')
