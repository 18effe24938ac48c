"""Import of services, channels and organisations of the Finnish Service Catalogue (PTV, version 11)."""
