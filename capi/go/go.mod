module haggle

go 1.19
