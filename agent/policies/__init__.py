"""Who can decide, by name. A name is a short one of this table or a dotted path `package.module:factory`."""
