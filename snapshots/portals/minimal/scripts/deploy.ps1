# Deploys infra/main.bicep: shows first what would change, and asks. Nothing is written before the answer.
#   scripts/deploy.ps1 [-WhatIf | -Yes] [-NewClientSecret] [-Image IMAGE]
# Without an image the portal keeps the one that it runs; the first deployment runs a public placeholder.
# Values of secrets are those that are there; a new one is typed in, or given in its variable (PORTAL_SECRET_..).
# Needs the rights of an owner of the resource group: the template assigns roles.
param(
    [string] $Image,
    [switch] $WhatIf,
    [switch] $NewClientSecret,
    [switch] $Yes
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

$wantedImage = $Image
Find-Portal
if (-not $exists) {
    $location = Get-Setting PORTAL_LOCATION
    if (-not $location -and -not $WhatIf) { throw 'Say in which region: $env:PORTAL_LOCATION = "westeurope". Nothing was changed.' }
}
$placeholder = Get-Setting PORTAL_PLACEHOLDER_IMAGE
# Whether the portal has never run an image of its own: then the registration may not be complete. An image runs only once
# it is.
$first = -not $app -or $image -eq $placeholder
# What runs stays.
if (-not $wantedImage -and $app -and $image -ne $placeholder) { $wantedImage = $image }
$before = ''
if (-not $first) {
    $step = 'asking for the address of the portal'
    $before = Get-OfApp APP_BASE_URL
}
$stored = Get-Stored

# Who signs in: as given, else as the portal has it, else as registered.
if (-not $env:PORTAL_MICROSOFT_CLIENT_ID) { $env:PORTAL_MICROSOFT_CLIENT_ID = $client }
if (-not $env:PORTAL_MICROSOFT_CLIENT_ID) { $env:PORTAL_MICROSOFT_CLIENT_ID = Find-Registration }
if (-not $env:PORTAL_MICROSOFT_CLIENT_ID) {
    if (-not $WhatIf) { throw 'There is no registration yet. Nothing was changed; run scripts/register-app.ps1 first.' }
    $env:PORTAL_MICROSOFT_CLIENT_ID = '00000000-0000-0000-0000-000000000000'
}

# A secret of the registration is made after the answer, where none is there or the one that is there is of another one.
$make = -not $env:PORTAL_SECRET_MICROSOFT_CLIENT_SECRET -and $stored -cnotcontains 'auth-microsoft-client-secret'
if ($NewClientSecret) { $make = $true }

# Makes the value of a secure parameter known to infra/main.bicepparam: as given, else as the portal has it, else as typed
# in. An empty value leaves what is in the vault as it is.
function Set-Parameter([string] $Variable, [string] $Secret, [string[]] $Stored) {
    $value = [Environment]::GetEnvironmentVariable($Variable)
    if (-not $value -and $Stored -ccontains $Secret) {
        $script:step = "reading the secret $Secret of the portal"
        # As JSON, which keeps line ends.
        $value = az containerapp secret show --name $portal --resource-group $group --secret-name $Secret --query value --output json | ConvertFrom-Json
        if (-not $value) { throw "Azure did not give the secret $Secret of the portal. Nothing was changed." }
    }
    # Only looked at: what the value is makes no difference.
    if (-not $value -and $WhatIf) { $value = 'not-known-yet' }
    if (-not $value) {
        $script:step = "reading the value of the secret $Secret"
        $value = Read-Secret $Secret
    }
    [Environment]::SetEnvironmentVariable($Variable, $value)
}

foreach ($pair in (Get-Settings PORTAL_SECRETS)) {
    $secret, $variable = $pair.Split(':')
    if ($secret -ceq 'auth-microsoft-client-secret' -and $make) {
        $env:PORTAL_SECRET_MICROSOFT_CLIENT_SECRET = 'not-known-yet'
    } else {
        Set-Parameter $variable $secret $stored
    }
}

$env:SERVICE_PORTAL_IMAGE_NAME = $wantedImage
$parameters = "$PSScriptRoot/../infra/main.bicepparam"

$step = 'asking Azure what would change'
if (-not $exists) {
    Write-Output "There is no resource group $group yet. These would be made in it:"
    foreach ($line in (Get-Content "$PSScriptRoot/resources.txt")) {
        if ($line.StartsWith('#')) { break }
        Write-Output "  $($line.Replace('?????????????', '...'))"
    }
} elseif ($WhatIf) {
    # Whoever only looks needs no right to write.
    az deployment group what-if --resource-group $group --name $deployment --parameters $parameters --validation-level ProviderNoRbac
} else {
    az deployment group what-if --resource-group $group --name $deployment --parameters $parameters
}
if ($WhatIf) {
    $more = ''
    if ($wantedImage) { $more = " -Image $wantedImage" }
    Write-Output "Nothing was changed. To deploy: scripts/deploy.ps1$more"
    exit 0
}
if (-not $Yes -and -not (Confirm-Step "Deploy this into ${group}?")) { throw 'Nothing was changed.' }

if (-not $exists) { New-Group }
if ($first) {
    Restore-Deleted
}
if ($make) { $env:PORTAL_SECRET_MICROSOFT_CLIENT_SECRET = New-ClientSecret $env:PORTAL_MICROSOFT_CLIENT_ID }
# Deploys the template with an image, or with the placeholder.
function Start-Deployment([string] $With) {
    $env:SERVICE_PORTAL_IMAGE_NAME = $With
    $script:step = "deploying into $group"
    az deployment group create --resource-group $group --name $deployment --parameters $parameters --output none
}

# Adds to the registration what only a deployment knows. A child does not take a value from this one, and says its own last
# sentence.
function Complete-Deployment {
    $script:step = 'completing what only a deployment knows'
    $values = @{}
    foreach ($pair in (Get-Settings PORTAL_SECRETS)) {
        $variable = $pair.Split(':')[1]
        $values[$variable] = [Environment]::GetEnvironmentVariable($variable)
        [Environment]::SetEnvironmentVariable($variable, $null)
    }
    & "$PSScriptRoot/register-app.ps1"
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
    foreach ($variable in $values.Keys) { [Environment]::SetEnvironmentVariable($variable, $values[$variable]) }
}

if ($first -and $wantedImage) {
    if (-not $app) { Start-Deployment '' }
    Complete-Deployment
}
Start-Deployment $wantedImage
if ($first -and -not $wantedImage) { Complete-Deployment }
# Replicas that run keep the value that they started with.
if ($NewClientSecret -and -not $first) { New-Revision }
$step = 'asking for the revision'
$revision = az containerapp show --name $portal --resource-group $group --query properties.latestRevisionName --output tsv
Wait-Revision
if ($make) { Remove-ClientSecrets $env:PORTAL_MICROSOFT_CLIENT_ID }
foreach ($pair in (Get-Settings PORTAL_SECRETS)) { [Environment]::SetEnvironmentVariable($pair.Split(':')[1], $null) }
$step = 'asking for the address of the portal'
$address = Get-OfApp APP_BASE_URL
if (-not $first -and $address -ne $before) {
    $step = "adding the address $address to the registration"
    & "$PSScriptRoot/register-app.ps1"
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
}
if (-not $wantedImage) {
    Write-Output "Deployed: $address runs a placeholder. Next: scripts/build-and-push.ps1, then scripts/deploy.ps1 with the image that it prints."
} else {
    Write-Output "Deployed: $address runs $wantedImage."
}
