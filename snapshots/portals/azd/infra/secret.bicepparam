using './secret.bicep'

param vaultName = readEnvironmentVariable('PORTAL_VAULT_NAME')
param secretName = readEnvironmentVariable('PORTAL_VAULT_ENTRY')
param secretValue = readEnvironmentVariable('PORTAL_VAULT_VALUE')
param secretExpiry = int(readEnvironmentVariable('PORTAL_VAULT_EXPIRY'))
