#requires -Version 7.4
# What all scripts share: their settings, and what the deployment gave.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

# A setting: from the environment, else from settings.env.
function Get-Setting([string] $Name) {
    $value = [Environment]::GetEnvironmentVariable($Name)
    if ($value) { return $value }
    $line = Get-Content "$PSScriptRoot/settings.env" | Where-Object { $_.StartsWith("$Name=") } | Select-Object -First 1
    return $line.Substring($Name.Length + 1)
}

# An output of the deployment; empty before the first one.
function Get-Output([string] $Name) {
    $PSNativeCommandUseErrorActionPreference = $false
    return az deployment group show --resource-group $group --name $deployment --query "properties.outputs.$Name.value" --output tsv 2>$null
}

# Asks a question that only `y` answers with yes.
function Confirm-Step([string] $Question) {
    return (Read-Host "$Question [y/N]") -eq 'y'
}

az account show --output none
$group = Get-Setting RESOURCE_GROUP
$deployment = Get-Setting DEPLOYMENT
