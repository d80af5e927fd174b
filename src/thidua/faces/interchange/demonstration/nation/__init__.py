"""The national demonstration: real provinces and communes, invented areas, a campaign over them, a million works."""
