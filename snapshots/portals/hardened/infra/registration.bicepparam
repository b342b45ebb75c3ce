using './registration.bicep'

param uniqueName = readEnvironmentVariable('PORTAL_UNIQUE_NAME')
param redirectUri = readEnvironmentVariable('PORTAL_REDIRECT_URI', '')
param homePage = readEnvironmentVariable('PORTAL_HOME_PAGE', '')
param identity = readEnvironmentVariable('PORTAL_IDENTITY', '')
