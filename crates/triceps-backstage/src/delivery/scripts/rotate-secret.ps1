# Replaces a secret of the portal, and starts the portal anew with it.
#   scripts/rotate-secret.ps1 [-Name NAME]
# Without a name the client secret of the registration is made anew. The value of any other secret is typed in.
# A value is never an argument of a command and never in a file.
param([string] $Name = 'auth-microsoft-client-secret')
. "$PSScriptRoot/common.ps1"

$secret = $Name
$portal = Get-Output portalName
if (-not $portal) { throw 'There is no portal yet: run scripts/deploy.ps1 first.' }

if ($secret -eq 'auth-microsoft-client-secret') {
    # when: graph-registration
    $app = Get-Output applicationId
    # end
    # when: known-registration
    $app = Get-Setting CLIENT_ID
    # end
    # when: find-registration
    $title = Get-Setting APP_DISPLAY_NAME
    $app = az ad app list --filter "displayName eq '$($title.Replace("'", "''"))'" --query "[0].appId" --output tsv
    # end
    $label = 'rotated-' + (Get-Date -AsUTC -Format yyyyMMddHHmmss)
    $value = az ad app credential reset --id $app --append --display-name $label --query password --output tsv
} else {
    $value = Read-Host -MaskInput "Value of the secret $secret"
}

# when: key-vault
# Written through Azure Resource Manager: that works from outside the network of the vault too.
$env:VAULT_NAME = Get-Output vaultName
$env:SECRET_NAME = $secret
$env:SECRET_VALUE = $value
az deployment group create --resource-group $group --name "secret-$secret" --parameters "$PSScriptRoot/../infra/secret.bicepparam" --output none
Remove-Item Env:SECRET_VALUE
foreach ($revision in (az containerapp revision list --name $portal --resource-group $group --query "[?properties.active].name" --output tsv)) {
    az containerapp revision restart --name $portal --resource-group $group --revision $revision --output none
}
# end
# unless: key-vault
# Without a vault the secret is a parameter of the deployment.
$variable = 'MICROSOFT_CLIENT_SECRET'
foreach ($pair in (Get-Setting SECRETS).Split(' ', [StringSplitOptions]::RemoveEmptyEntries)) {
    if ($pair.Split(':')[0] -eq $secret) { $variable = $pair.Split(':')[1] }
}
[Environment]::SetEnvironmentVariable($variable, $value)
& "$PSScriptRoot/deploy.ps1"
foreach ($revision in (az containerapp revision list --name $portal --resource-group $group --query "[?properties.active].name" --output tsv)) {
    az containerapp revision restart --name $portal --resource-group $group --revision $revision --output none
}
# end

if ($secret -eq 'auth-microsoft-client-secret') {
    $older = az ad app credential list --id $app --query "[?displayName!='$label'].keyId" --output tsv
    if ($older -and (Confirm-Step 'Sign in to the portal. Does it work, and may the older secrets go?')) {
        foreach ($key in $older) {
            az ad app credential delete --id $app --key-id $key
        }
    }
}
