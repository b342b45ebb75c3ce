module net 'br:contoso.azurecr.io/bicep/net:1.1.0' = {}
module dns 'br:contoso.azurecr.io/bicep/dns:1.0.0' = {}
