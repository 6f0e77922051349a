//! The keys of native documents, as data: what the reader accepts and what the JSON Schema says both come from here.
