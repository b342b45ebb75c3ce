metadata description = 'The app registration of the portal, deployed by who may write applications.'

extension microsoftGraphV1

@description('Name that tells this registration from all others in the directory.')
@minLength(1)
@maxLength(120)
param uniqueName string

@description('Where Microsoft Entra sends users back to; empty before the first deployment.')
param redirectUri string = ''

@description('Address of the portal; empty before the first deployment.')
param homePage string = ''

@description('Object id of the identity of the portal; empty before the first deployment.')
param identity string = ''

@description('Microsoft Graph.')
var graphAppId = '00000003-0000-0000-c000-000000000000'

@description('Permissions of the sign-in.')
var delegatedPermissions = [
  '37f7f235-527c-4136-accd-4a02d197296e'
  '14dad69e-099b-42c9-810b-d002981feec1'
  '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0'
  '7427e0e9-2fba-42fe-b0c0-848c9e6a8182'
  'e1fe6dd8-ba31-4d61-89e7-88639da4683d'
]

@description('Where Microsoft Entra may send users back to, with empty texts.')
var redirectUris = [
  redirectUri
  'http://localhost:7007/api/auth/microsoft/handler/frame'
]

@description('Roles that read users and groups of the directory.')
var directoryRoles = [
  'df021288-bdef-4463-88db-98f22de89214'
  '98830695-27a2-44f7-8c18-0c3ebc9698f6'
]

resource application 'Microsoft.Graph/applications@v1.0' = {
  uniqueName: uniqueName
  displayName: 'Contoso Portal (backstage)'
  signInAudience: 'AzureADMyOrg'
  groupMembershipClaims: 'SecurityGroup'
  optionalClaims: {
    idToken: [
      { name: 'groups' }
    ]
    accessToken: [
      { name: 'groups' }
    ]
  }
  web: {
    homePageUrl: empty(homePage) ? null : homePage
    redirectUris: filter(redirectUris, uri => !empty(uri))
    implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false }
  }
  requiredResourceAccess: [
    {
      resourceAppId: graphAppId
      resourceAccess: [
        for permission in delegatedPermissions: {
          id: permission
          type: 'Scope'
        }
      ]
    }
  ]

  resource credential 'federatedIdentityCredentials' = if (!empty(identity)) {
    name: '${application.uniqueName}/portal'
    audiences: [
      'api://AzureADTokenExchange'
    ]
    issuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
    subject: identity
  }
}

resource applicationPrincipal 'Microsoft.Graph/servicePrincipals@v1.0' = {
  appId: application.appId
}

resource graph 'Microsoft.Graph/servicePrincipals@v1.0' existing = {
  appId: graphAppId
}

resource directoryGrants 'Microsoft.Graph/appRoleAssignedTo@v1.0' = [
  for role in directoryRoles: if (!empty(identity)) {
    appRoleId: role
    principalId: identity
    resourceId: graph.id
  }
]

@description('Client id of the app registration.')
output applicationId string = application.appId
