# What the Azure Developer CLI runs around its own steps; azure.yaml says when.
#   scripts/azd.ps1 prepare     brings back what was deleted before and keeps its name
#   scripts/azd.ps1 register    registers the portal, and writes into the vault what is not there yet
#   scripts/azd.ps1 complete    adds what only the deployment of the app knows, and waits until it is healthy
# Group, subscription and region are those of the environment of azd.
param([string] $Part)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
if ($env:AZURE_RESOURCE_GROUP) { $env:PORTAL_RESOURCE_GROUP = $env:AZURE_RESOURCE_GROUP }
if ($env:AZURE_SUBSCRIPTION_ID) { $env:PORTAL_SUBSCRIPTION = $env:AZURE_SUBSCRIPTION_ID }
if ($env:AZURE_LOCATION) { $env:PORTAL_LOCATION = $env:AZURE_LOCATION }
. "$PSScriptRoot/common.ps1"

switch ($Part) {
    'prepare' {
        Find-Portal
        Restore-Deleted
        Write-Output 'Ready for azd provision.'
    }
    'register' {
        $step = 'registering the portal'
        & "$PSScriptRoot/register-app.ps1"
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
        Find-Portal
        if (-not $vault) { throw "There is no vault in $group yet. Run azd provision." }
        $appId = Find-Registration
        if (-not $appId) { throw 'The registration is not found yet. Run azd provision again in a minute.' }
        $stored = Get-Stored
        foreach ($pair in (Get-Settings PORTAL_SECRETS)) {
            $secret, $variable = $pair.Split(':')
            if ($secret -ceq 'auth-microsoft-client-secret') {
                $foreign = $true
                if ($stored -ccontains $secret) {
                    $foreign = $false
                    $foreign = Test-ForeignSecret $appId
                }
                if ($foreign) {
                    $value = New-ClientSecret $appId
                    Write-Secret $secret $value $expires
                    Remove-ClientSecrets $appId
                }
            } elseif ($stored -cnotcontains $secret) {
                $step = "reading the value of the secret $secret"
                $value = [Environment]::GetEnvironmentVariable($variable)
                if (-not $value) { $value = Read-Secret $secret }
                Write-Secret $secret $value
            }
        }
        $step = 'telling azd who signs in'
        azd env set PORTAL_MICROSOFT_CLIENT_ID $appId
        Write-Output "Registered: azd deploy runs the portal with $appId."
    }
    'complete' {
        $step = 'adding what only a deployment knows'
        & "$PSScriptRoot/register-app.ps1"
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
        Find-Portal
        if (-not $app) { throw "There is no portal in $group yet. Run azd deploy." }
        $step = 'asking for the revision'
        $revision = az containerapp show --name $portal --resource-group $group --query properties.latestRevisionName --output tsv
        Wait-Revision
        $step = 'asking for the address of the portal'
        $address = Get-OfApp APP_BASE_URL
        Write-Output "Deployed: $address runs $image."
    }
    default { throw 'Say which step: scripts/azd.ps1 prepare, register or complete. Nothing was changed.' }
}
