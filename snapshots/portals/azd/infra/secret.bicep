metadata description = 'One secret of the vault of the portal.'

@description('Vault of the portal.')
@minLength(3)
@maxLength(24)
param vaultName string

@description('Name of the secret.')
@minLength(1)
@maxLength(127)
param secretName string

@description('Value of the secret.')
@minLength(1)
@secure()
param secretValue string

@description('When the value expires, in seconds since 1970.')
param secretExpiry int

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' existing = {
  name: vaultName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-05-15' = {
  parent: vault
  name: secretName
  properties: {
    value: secretValue
    contentType: 'text/plain'
    attributes: {
      exp: secretExpiry
    }
  }
}
