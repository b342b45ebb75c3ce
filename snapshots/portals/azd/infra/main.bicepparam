using './main.bicep'

param microsoftClientId = readEnvironmentVariable('PORTAL_MICROSOFT_CLIENT_ID')
param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
param githubToken = readEnvironmentVariable('PORTAL_SECRET_GITHUB_TOKEN', '')
param postgresPassword = readEnvironmentVariable('PORTAL_SECRET_POSTGRES_PASSWORD', '')
param image = readEnvironmentVariable('SERVICE_PORTAL_IMAGE_NAME', '')
