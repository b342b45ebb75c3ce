using './main.bicep'

param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
param githubToken = readEnvironmentVariable('PORTAL_SECRET_GITHUB_TOKEN', '')
param postgresPassword = readEnvironmentVariable('PORTAL_SECRET_POSTGRES_PASSWORD', '')
