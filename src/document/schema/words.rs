//! The words that keys of native documents know.

/// Values of `site`.
pub const SITES: &[&str] = &["china", "international"];

/// Where the messages go.
pub const REGIONS: &[&str] = &["mainland", "international"];

/// Who submits.
pub const ACCOUNTS: &[&str] = &["enterprise", "individual"];

/// What a signature names.
pub const SIGNATURE_TYPES: &[&str] =
    &["company", "app", "website", "official_account", "mini_program", "trademark", "government", "shop"];

/// Which messages a signature may go with: only codes, or any.
pub const SCENES: &[&str] = &["otp", "general"];

/// What a template is for.
pub const TEMPLATE_TYPES: &[&str] = &["otp", "notification", "marketing"];

/// Whose name a signature or qualification bears: one's own, or another's.
pub const PURPOSES: &[&str] = &["self", "other"];

/// How far a record has come.
pub const STATUSES: &[&str] = &["draft", "submitted", "approved", "rejected"];

/// The papers that prove something.
pub const DOCUMENTS: &[&str] = &[
    "three_in_one_license",
    "business_license",
    "organization_code_certificate",
    "social_credit_code_certificate",
    "institution_certificate",
    "trademark_certificate",
    "app_screenshot",
    "website_filing_screenshot",
    "mini_program_screenshot",
    "official_account_screenshot",
    "authorization_letter",
    "compliance_pledge",
    "identity_card",
    "other",
];

/// What makes a copy of a paper binding: the red seal of the company, a signature with a fingerprint, or nothing.
pub const SEALS: &[&str] = &["company_seal", "fingerprint", "none"];

/// What a variable holds.
pub const VARIABLE_KINDS: &[&str] =
    &["digits", "alphanumeric", "text", "name", "phone", "money", "date", "time", "link", "other"];

/// What kind of body a company is.
pub const COMPANY_TYPES: &[&str] = &["company", "individual_business", "government", "institution", "other"];

/// What identifies a person.
pub const ID_TYPES: &[&str] =
    &["identity_card", "passport", "home_return_permit", "taiwan_permit", "residence_permit", "other"];
