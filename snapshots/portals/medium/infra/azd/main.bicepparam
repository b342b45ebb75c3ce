using './main.bicep'

param microsoftClientSecret = readEnvironmentVariable('PORTAL_SECRET_MICROSOFT_CLIENT_SECRET', '')
