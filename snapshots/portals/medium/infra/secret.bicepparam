using './secret.bicep'

param vaultName = readEnvironmentVariable('VAULT_NAME')
param secretName = readEnvironmentVariable('SECRET_NAME')
param secretValue = readEnvironmentVariable('SECRET_VALUE')
