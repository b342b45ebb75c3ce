#requires -Version 7.4
# What all scripts share: settings, questions to Azure, questions to people, and how they end.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$graph = 'https://graph.microsoft.com/v1.0'
# What the script is doing, for the sentence that it ends with.
$step = 'reading its settings'

# Every script ends with a sentence that says what it did or what to do. A command that fails ends it here.
function Write-Failure($Failure, [string] $Script) {
    if ($Failure.Exception -is [System.Management.Automation.NativeCommandExitException]) {
        [Console]::Error.WriteLine("$(Split-Path -Leaf $Script) stopped while $step. What was done until then stays; run it again to go on.")
    } else {
        [Console]::Error.WriteLine($Failure.Exception.Message)
    }
}
trap { Write-Failure $_ $PSCommandPath; exit 1 }

# A setting: from the environment of the shell, else from the files of settings.
function Get-Setting([string] $Name) {
    $value = [Environment]::GetEnvironmentVariable($Name)
    if ($value) { return $value }
    $line = Get-Content "$PSScriptRoot/settings.env" | Where-Object { $_.StartsWith("$Name=") } | Select-Object -First 1
    if (-not $line) { return '' }
    return $line.Substring($Name.Length + 1)
}

# The entries of a setting that is a list.
function Get-Settings([string] $Name) {
    return (Get-Setting $Name).Split(' ', [StringSplitOptions]::RemoveEmptyEntries)
}

# Asks a question that only `y` answers with yes. What is left of pasted text answers nothing.
function Confirm-Step([string] $Question) {
    Clear-Terminal | Out-Null
    return (Read-Host "$Question [y/N]") -in 'y', 'yes'
}

# Takes what waits on the terminal; says whether there was anything.
function Clear-Terminal {
    $left = $false
    if ([Console]::IsInputRedirected) { return $left }
    Start-Sleep -Milliseconds 200
    while ([Console]::KeyAvailable) {
        [Console]::ReadKey($true) | Out-Null
        $left = $true
    }
    return $left
}

# Reads the value of a secret, with its blanks: from a file or the terminal.
function Read-Secret([string] $Secret, [string] $File) {
    $multiline = (Get-Settings PORTAL_MULTILINE) -ccontains $Secret
    if ($File) {
        if (-not (Test-Path -LiteralPath $File -PathType Leaf)) { throw "There is no file $File to read. Nothing was changed." }
        $value = [IO.File]::ReadAllText((Resolve-Path -LiteralPath $File))
    } elseif ($multiline) {
        [Console]::Error.WriteLine("Value of the secret ${Secret}; it ends with an empty line after the last one:")
        $lines = @()
        while ($line = Read-Host -MaskInput) { $lines += $line }
        $value = ($lines -join "`n") + "`n"
        if ($lines.Count -eq 0) { $value = '' }
    } else {
        $value = Read-Host -MaskInput "Value of the secret $Secret"
        if (Clear-Terminal) { throw "More than one line was given for the secret $Secret. Nothing was changed. Declare it with multiline = true, or give a file to rotate-secret.ps1 -FromFile." }
    }
    if (-not $multiline) {
        $value = $value -replace '\r?\n\z', ''
        if ($value.Contains("`n")) { throw "The secret $Secret has one line, and more were given. Nothing was changed. Declare it with multiline = true." }
    }
    if (-not $value) { throw "No value was given for the secret $Secret. Nothing was changed. Type it in, or set the variable $(Get-Variable-Of $Secret)." }
    return $value
}

# The body of a request as an argument. On Windows `az` is a batch file, which keeps quotes only behind a backslash.
function Format-Body($Value) {
    $text = $Value | ConvertTo-Json -Compress -Depth 5
    if ($IsWindows) { $text = $text.Replace('"', '\"') }
    return $text
}

# The variable that gives the value of a secret to a deployment.
function Get-Variable-Of([string] $Secret) {
    foreach ($pair in (Get-Settings PORTAL_SECRETS)) {
        $name, $variable = $pair.Split(':')
        if ($name -ceq $Secret) { return $variable }
    }
}

# One name of several that has a prefix and 13 more characters, as names have that are unique in Azure.
function Select-Only([string] $Prefix, [string[]] $Names) {
    $found = @($Names | Where-Object { $_ -clike "${Prefix}?????????????" })
    if ($found.Count -gt 1) { throw "Both $($found[0]) and $($found[1]) could be the portal's. Nothing was changed." }
    return "$($found | Select-Object -First 1)"
}

# What is there: the group, the app by its name, registry and vault by theirs. What is absent is empty, and a question
# that fails ends the script: it is not an answer.
function Find-Portal {
    $script:step = 'asking Azure what is there'
    $script:app = ''
    $script:image = ''
    $script:client = ''
    $script:registry = ''
    $script:vault = ''
    $there = az group exists --name $group
    if ($there -notin 'true', 'false') { throw "Azure did not say whether the group $group exists. Nothing was changed." }
    $script:exists = $there -eq 'true'
    if (-not $exists) { return }
    $script:app = "$(az containerapp list --resource-group $group --query "[?name=='$portal'].name" --output tsv)"
    if ($app) {
        $script:image = "$(az containerapp show --name $portal --resource-group $group --query "properties.template.containers[0].image" --output tsv)"
        if (-not $image) { throw "Azure did not say which image $portal runs. Nothing was changed." }
        $script:client = Get-OfApp AUTH_MICROSOFT_CLIENT_ID
    }
    $there = az resource list --resource-group $group --resource-type Microsoft.ContainerRegistry/registries --query "[].name" --output tsv
    $script:registry = Select-Only (Get-Setting PORTAL_REGISTRY) $there
    $there = az resource list --resource-group $group --resource-type Microsoft.KeyVault/vaults --query "[].name" --output tsv
    $script:vault = Select-Only (Get-Setting PORTAL_VAULT) $there
}

# The value of an environment variable of the app.
function Get-OfApp([string] $Name) {
    return "$(az containerapp show --name $portal --resource-group $group --query "properties.template.containers[0].env[?name=='$Name'].value | [0]" --output tsv)"
}

# The secrets that have a value already: in the vault, or in the app.
function Get-Stored {
    $script:step = 'asking which secrets are there'
    if (-not $vault) { return @() }
    return @(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].name" --output tsv)
}

# A registration that this portal and environment made has this name in Microsoft Entra: its id.
function Find-Registration {
    $script:step = 'looking for the registration'
    return "$(az ad app list --filter "uniqueName eq '$unique'" --query "[0].appId" --output tsv)"
}

# When what is made now expires, in seconds since 1970.
function Get-Expiry {
    return [DateTimeOffset]::UtcNow.AddDays([int](Get-Setting PORTAL_SECRET_DAYS)).ToUnixTimeSeconds()
}

# Makes the resource group, in the region that the settings say.
function New-Group {
    $location = Get-Setting PORTAL_LOCATION
    if (-not $location) { throw 'Say in which region: $env:PORTAL_LOCATION = "westeurope". Nothing was changed.' }
    $script:step = "making the resource group $group"
    az group create --name $group --location $location --output none
    $script:exists = $true
}

# Brings back what was deleted in the group and keeps its name; `returned` says whether the vault did.
function Restore-Deleted {
    $script:returned = $false
    if (-not $vault) {
        $script:step = 'looking for a deleted vault'
        $rows = az keyvault list-deleted --resource-type vault --query "[].[name, properties.vaultId]" --output tsv
        foreach ($row in $rows) {
            $name, $id = $row.Split("`t")
            if ($name -clike "$(Get-Setting PORTAL_VAULT)?????????????" -and $id -like "*/resourceGroups/$group/*") {
                if (-not $exists) { New-Group }
                $script:step = "recovering the vault $name"
                Write-Host "The vault $name was deleted and comes back with its secrets."
                az keyvault recover --name $name --resource-group $group --output none
                $script:vault = $name
                $script:returned = $true
            }
        }
    }
}

# Makes a client secret of a registration, which expires when its entry in the vault does.
function New-ClientSecret([string] $Id) {
    $script:step = 'making a client secret'
    $name = "$unique $([DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ'))"
    $script:expires = Get-Expiry
    $end = [DateTimeOffset]::FromUnixTimeSeconds($expires).ToString('yyyy-MM-ddTHH:mm:ssZ')
    $value = az ad app credential reset --id $Id --append --display-name $name --end-date $end --query password --output tsv
    if (-not $value) { throw 'Microsoft Entra gave no client secret. Run the script again.' }
    return $value
}

# Deletes client secrets with the label of this portal and environment, but for the last two.
function Remove-ClientSecrets([string] $Id) {
    $script:step = 'deleting client secrets that are no longer used'
    $rows = az ad app credential list --id $Id --query "[?starts_with(displayName || '', '$unique ')].[displayName, keyId]" --output tsv
    foreach ($row in @($rows | Sort-Object -Descending | Select-Object -Skip 2)) {
        $label, $key = $row.Split("`t")
        az ad app credential delete --id $Id --key-id $key
    }
}

# Makes the portal read its secrets again: replicas that restart keep the ones that they know.
function New-Revision {
    $script:step = 'making a new revision'
    $script:revision = az containerapp update --name $portal --resource-group $group --set-env-vars "SECRETS_READ_AT=$([DateTime]::UtcNow.ToString('yyyyMMddHHmmss'))" --query properties.latestRevisionName --output tsv
    Wait-Revision
}

# Waits until the revision answers. Until then the revision before it takes the requests.
function Wait-Revision {
    $script:step = "waiting for the revision $revision"
    foreach ($attempt in 1..60) {
        $health = (az containerapp revision show --name $portal --resource-group $group --revision $revision --query "[properties.runningState, properties.healthState]" --output tsv) -join ' '
        if ($health -cmatch '^Running.*Healthy|^ScaledToZero') { return }
        if ($health -cmatch '^(Failed|Degraded|ActivationFailed)') { throw "The revision $revision does not start ($health); the one before it goes on. Look at: az containerapp logs show --name $portal --resource-group $group --revision $revision" }
        Start-Sleep -Seconds 10
    }
    throw "The revision $revision is not healthy after ten minutes ($health); the one before it goes on. Look at: az containerapp logs show --name $portal --resource-group $group --revision $revision"
}

# Whether the client secret of the vault is none of a registration, as after a cleanup: then it was written before any of
# those that the registration has was made.
function Test-ForeignSecret([string] $Id) {
    $script:step = 'comparing the client secret of the vault with those of the registration'
    $written = [long]"0$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?name=='auth-microsoft-client-secret'].properties.attributes.updated | [0]" --output tsv)"
    $starts = az ad app credential list --id $Id --query "[].startDateTime" --output tsv
    $written = [DateTimeOffset]::FromUnixTimeSeconds($written).ToString('yyyy-MM-ddTHH:mm:ss')
    foreach ($start in $starts) {
        if ([string]::CompareOrdinal($start.Substring(0, 19), $written) -le 0) { return $false }
    }
    return $true
}

# Writes a value into the vault, through Azure Resource Manager: that works from outside the network of the vault too.
function Write-Secret([string] $Name, [string] $Value, [string] $Until) {
    $script:step = "writing the secret $Name into the vault"
    $env:PORTAL_VAULT_NAME = $vault
    $env:PORTAL_VAULT_ENTRY = $Name
    $env:PORTAL_VAULT_VALUE = $Value
    if (-not $Until) { $Until = Get-Expiry }
    $env:PORTAL_VAULT_EXPIRY = $Until
    try {
        az deployment group create --resource-group $group --name "secret-$Name" --parameters "$PSScriptRoot/../infra/secret.bicepparam" --output none
    } finally {
        Remove-Item Env:PORTAL_VAULT_VALUE
    }
}

$step = 'asking who is signed in'
$subscription, $tenant = (az account show --query "[id, tenantId]" --output tsv)
$wanted = Get-Setting PORTAL_SUBSCRIPTION
if ($wanted -and $wanted -ne $subscription) { throw "The portal is in the subscription $wanted, and az uses $subscription. Run: az account set --subscription $wanted" }
$group = Get-Setting PORTAL_RESOURCE_GROUP
$deployment = Get-Setting PORTAL_DEPLOYMENT
$portal = Get-Setting PORTAL_APP
# What tells this portal and environment from all others in the directory.
$unique = "$(Get-Setting PORTAL_LABEL)-$subscription-$group".ToLowerInvariant() -creplace '[^a-z0-9-]', '-'
$unique = $unique.Substring(0, [Math]::Min(120, $unique.Length))
