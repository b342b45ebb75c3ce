# Deploys infra/main.bicep: shows first what would change, and asks.
#   scripts/deploy.ps1 [-WhatIf | -Yes] [-Image IMAGE]
# Without an image the portal keeps the one that it runs; the first deployment runs a public placeholder.
# Needs the rights of an owner of the resource group: the template assigns roles.
param([string] $Image, [switch] $WhatIf, [switch] $Yes)
. "$PSScriptRoot/common.ps1"

if ((az group exists --name $group) -eq 'false') {
    $location = Get-Setting LOCATION
    if (-not $location) { throw 'Say where: $env:LOCATION = "westeurope"' }
    az group create --name $group --location $location --output none
}
$portal = Get-Output portalName
# when: key-vault
$vault = Get-Output vaultName
# end

# Makes a secure parameter known to infra/main.bicepparam: as given, else as the portal has it, else as typed in.
function Set-Parameter([string] $Variable, [string] $Secret) {
    $value = [Environment]::GetEnvironmentVariable($Variable)
    if (-not $value -and $portal) {
        $PSNativeCommandUseErrorActionPreference = $false
        # when: key-vault
        # The template writes a secret only while the vault has none.
        az resource show --resource-group $group --namespace Microsoft.KeyVault --parent "vaults/$vault" --resource-type secrets --name $Secret --output none 2>$null
        if ($LASTEXITCODE -eq 0) { $value = 'kept-in-the-vault' }
        # end
        if (-not $value) { $value = az containerapp secret show --name $portal --resource-group $group --secret-name $Secret --query value --output tsv 2>$null }
    }
    if (-not $value) { $value = Read-Host -MaskInput "Value of the secret $Secret" }
    [Environment]::SetEnvironmentVariable($Variable, $value)
}

# when: find-registration
if (-not $env:MICROSOFT_CLIENT_ID) {
    $name = Get-Setting APP_DISPLAY_NAME
    $env:MICROSOFT_CLIENT_ID = az ad app list --filter "displayName eq '$($name.Replace("'", "''"))'" --query "[0].appId" --output tsv
    if (-not $env:MICROSOFT_CLIENT_ID) { throw 'There is no registration yet: run scripts/register-app.ps1 first.' }
}
# end
# when: known-registration
$env:MICROSOFT_CLIENT_ID = Get-Setting CLIENT_ID
# end
# when: script-registration
if (-not $env:MICROSOFT_CLIENT_SECRET -and -not $portal -and -not $WhatIf) {
    $env:MICROSOFT_CLIENT_SECRET = az ad app credential reset --id $env:MICROSOFT_CLIENT_ID --append --display-name first --query password --output tsv
}
# end
# when: graph-registration
# No template can make the secret of the registration that it makes: scripts/rotate-secret.ps1 replaces this one.
if (-not $portal -and -not $env:MICROSOFT_CLIENT_SECRET) { $env:MICROSOFT_CLIENT_SECRET = 'replaced-by-rotate-secret' }
# end
if ($WhatIf -and -not $env:MICROSOFT_CLIENT_SECRET) { $env:MICROSOFT_CLIENT_SECRET = 'not-needed' }
Set-Parameter MICROSOFT_CLIENT_SECRET auth-microsoft-client-secret
foreach ($pair in (Get-Setting SECRETS).Split(' ', [StringSplitOptions]::RemoveEmptyEntries)) {
    $secret, $variable = $pair.Split(':')
    Set-Parameter $variable $secret
}

if (-not $Image -and $portal) {
    $Image = az containerapp show --name $portal --resource-group $group --query "properties.template.containers[0].image" --output tsv
    if ($Image -eq (Get-Setting PLACEHOLDER_IMAGE)) { $Image = '' }
}
$env:SERVICE_PORTAL_IMAGE_NAME = $Image

$parameters = "$PSScriptRoot/../infra/main.bicepparam"
if ($WhatIf) {
    # Whoever only looks needs no right to write.
    az deployment group what-if --resource-group $group --name $deployment --parameters $parameters --validation-level ProviderNoRbac
    exit 0
}
az deployment group what-if --resource-group $group --name $deployment --parameters $parameters
if (-not $Yes -and -not (Confirm-Step "Deploy this into ${group}?")) { exit 1 }
az deployment group create --resource-group $group --name $deployment --parameters $parameters --output none

if (-not $portal) {
    # when: script-registration
    & "$PSScriptRoot/register-app.ps1"
    # end
    # when: graph-registration
    & "$PSScriptRoot/rotate-secret.ps1"
    # end
    # when: private-link
    & "$PSScriptRoot/approve-private-link.ps1"
    # end
    Write-Output 'Next: scripts/build-and-push.ps1, then scripts/deploy.ps1 with the image that it prints.'
}
Write-Output "The portal: $(Get-Output url)"
